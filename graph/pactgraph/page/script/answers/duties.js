/* What has become of duties (kernel/duties.py). */

import { phrasesOf } from "../words/words.js";
import { answers, courseOf, isKnown } from "./answers.js";

const NO_DUTY = Object.freeze({ state: "", canBe: [], dependsOn: [] });

/** Returns what has become of a duty: its state, those that it can be in, and what decides.
    @param {Data.Clause} clause @param {Kernel.Found} found
    @returns {{ state: string, canBe: string[], dependsOn: string[] }} */
export function outcomeOf({ duty }, found) {
  if (!duty || found.broken.length > 0) return NO_DUTY;
  const told = duty.states.map(({ state: name, periods }) => {
    const steps = courseOf(periods, found);
    return { name, ...steps.findLast(({ since }) => since <= found.at) };
  });
  const sure = told.find(({ status }) => status === "in force");
  if (sure) return { state: sure.name, canBe: [sure.name], dependsOn: [] };
  const open = told.filter(({ status }) => status === "depends");
  if (open.length === 0) return NO_DUTY;
  const events = new Set(open.flatMap(({ dependsOn = [] }) => dependsOn));
  return { state: "depends", canBe: open.map(({ name }) => name), dependsOn: [...events].sort() };
}

/** Returns what has become of the duty of a clause, in words; "" if it is none that is performed. */
export function outcomeInWords(clause) {
  const found = answers();
  const { canBe } = isKnown(clause, found) ? outcomeOf(clause, found) : NO_DUTY;
  return canBe.map((state) => phrasesOf("duties")[state]).join(phrasesOf("loops").or);
}
