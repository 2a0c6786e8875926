/* Prints which loops and lanes the page's modules find in settings, in plain node: see test_loops.py and
   test_lanes.py.

   node loops.mjs MODULES ASKED, where MODULES is a folder in which node takes .js for modules. */

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(resolve(folder), `${name}.js`)));
const [{ answersOf }, { loopsIn, uncountedIn }, { lanesIn }] = await Promise.all(
  ["kernel/settings", "kernel/loops", "kernel/lanes"].map(load),
);

const { model, settings } = JSON.parse(readFileSync(file, "utf-8"));
const { events, points, schedules, clauses, flowing } = model;
const facts = { events, points, schedules, clauses };
const told = settings.map((setting) => {
  const found = answersOf(facts, { ...setting, assumed: new Map(setting.assumed) });
  return {
    loops: loopsIn(flowing, found),
    uncounted: uncountedIn(events, found),
    lanes: lanesIn(flowing, clauses, found),
  };
});
process.stdout.write(JSON.stringify(told));
