// What a person sets, what is drawn of it, and on what.

/** An element of the page by its id; what it is the template says. */
interface PageElement extends HTMLElement {
  value: string;
  min: string;
  max: string;
  disabled: boolean;
  open: boolean;
  options: HTMLOptionsCollection;
  tHead: HTMLTableSectionElement;
}

interface ParentNode {
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

/** The network of vis-network; what of it is used. */
declare const vis: { Network: new (canvas: HTMLElement, data: object, options: object) => any };

type Filter = { words: string } & Record<
  "status" | "kind" | "party" | "agreement" | "certainty",
  string[]
>;

/** What a person has set and chosen (state/state.js). */
interface State extends Kernel.Setting {
  view: string;
  language: string;
  theme: string;
  open: string | null;
  selected: string | null;
  pair: string | null;
  loop: string | null;
  everyone: boolean;
  others: readonly string[];
  near: boolean;
  moved: Map<string, { x: number; y: number }>;
  list: string | null;
  pins: readonly string[];
  filter: Filter;
  compare: Kernel.Setting | null;
  opened: readonly string[];
  unfolded: readonly string[];
  whole: string | null;
  target: string | null;
  grouping: string;
  rows: string;
  story: { key: string; step: number } | null;
}

/** The picture of what is opened: things, wires and titles with their places (opened/layout.js). */
interface OpenedPicture {
  width: number;
  narrow: boolean;
  rail: number;
  hub: { left: number; right: number };
  left: number;
  right: number;
  ends: { left: number; width: number };
  bottom: number;
  height: number;
  start: string | null;
  end: string | null;
  path: { key: string; word: string | null; implied: boolean }[] | null;
  found: any;
  things: any[];
  wires: any[];
  poles: any[];
  titles: any[];
  bounded: any[];
  shown: Set<string>;
}
