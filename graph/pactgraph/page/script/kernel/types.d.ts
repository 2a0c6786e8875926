// What the kernel makes of what the page knows (data.d.ts).

/** A map is asked as a list is: for what it has; `has` and `?.` are there for what it may not have. */
interface Map<K, V> {
  get(key: K): V;
}
interface WeakMap<K, V> {
  get(key: K): V;
}

declare namespace Kernel {
  type Status = "in force" | "depends" | "not yet" | "ended" | "never";
  type Look = Status | "can revive";

  /** The dates of a schedule, as far as they are listed. */
  interface Dates {
    days: string[];
    through: string | null;
    longest?: number;
    fromMidnight?: number;
  }

  interface Step {
    months?: number;
    days?: number[];
    microseconds?: string;
    isBack?: boolean;
    dates?: Dates;
  }

  /** Steps one after the other, with their least and greatest length in microseconds. */
  interface Span {
    steps: readonly Step[];
    least: bigint;
    most: bigint | null;
  }

  /** What lies a span after an event. */
  interface Moment {
    event: string;
    span: Span;
  }

  /** A moment, or an instant. */
  type Side = Moment | string;

  interface Named
    extends Pick<Data.Point, "key" | "bases" | "isDelay" | "name" | "comes" | "meant"> {
    has_parts?: boolean;
    needs?: string[];
  }

  type Part = string | Data.Date;
  type Ways = Data.Period[][];
  type Made = {
    event: string;
    span: Span;
    moment: Moment;
    bound: Side;
    before: boolean;
    point: Part;
    count: number;
    points: Part[];
    ways: Ways;
  };
  type Only<K extends keyof Made> = Pick<Made, K> & {
    [Other in Exclude<keyof Made, K>]?: undefined;
  };

  type Delay = Named & Only<"event" | "span">;
  type Comparison = Named & Only<"moment" | "bound" | "before">;
  type Moved = Named & Only<"point" | "span" | "ways">;
  type Count = (Named & Only<"count" | "points">) | (Named & Only<"count" | "points" | "ways">);
  type Derived = Named & Only<"ways">;

  /** What is made of events (conditions.js). */
  type Point = Delay | Comparison | Moved | Count | Derived;

  type Atom = Side | Delay | Comparison;

  /** An atom, and whether it is to be true. */
  type Literal = [Atom, boolean];

  /** That one side is before another: at the same time at the latest, or strictly. */
  type Relation = [low: Side, high: Side, isStrict: boolean];
  type System = Relation[];

  /** What is to be solved: relations, choices between systems, and when events can happen. */
  interface Problem {
    fixed: System;
    choices: System[][];
    domains: Map<string, Domain>;
    since: string;
    until: string;
    calls: { solved: number };
  }

  /** How one goes on to the least or to the greatest solution. */
  interface Way {
    isBetter(a: string, b: string): boolean;
    start(problem: Problem): string;
    end(domain: Domain): string;
    moved(relation: Relation, values: Map<string, string>, problem: Problem): [Side, string | null];
    endless(system: System, values: Map<string, string>, problem: Problem): boolean;
  }

  /** What a solver needs besides literals. */
  interface World {
    events: Relations;
    domain(event: string): Domain;
    calls: { solved: number };
  }

  type Stretch = [start: string, end: string];
  type Domain = readonly (readonly [string, string])[];

  interface Order {
    of(key: string): Set<string>;
    carried<T>(own: Map<string, T>, join: (one: T, other: T) => T): Map<string, T>;
  }

  /** How events hang together (conditions.js). */
  interface Relations {
    points: Map<string, Point>;
    bases(name: string): string[];
    earlier: Order;
    later: Order;
    before(key: string): Set<string>;
    after(key: string): Set<string>;
    ruledOutBy(key: string): Iterable<string>;
    isLimited(key: string): boolean;
    atom(name: string): Moment | Delay | Comparison;
  }

  interface Window {
    earliest: string | null;
    latest: string | null;
    last?: string;
  }

  interface Windows {
    events: Relations;
    get(name: string): Window;
    domain(name: string): Domain;
  }

  interface Standing {
    status: Status;
    dependsOn: readonly string[];
  }

  /** A step of a course: how something stands from an instant on. */
  interface Course extends Standing {
    since: string;
  }

  /** A step of a course with how it is told, and of what can revive with what has to come. */
  interface LookedAt extends Course {
    look: Look;
    ways?: string[][];
  }

  /** A stretch of time in which two courses differ. */
  interface Difference {
    since: string;
    until: string | null;
    first: LookedAt;
    second: LookedAt;
  }

  /** A clause of which two answers do not say the same at all times. */
  interface Apart {
    clause: Data.Clause;
    stretches: Difference[];
  }

  interface Setting {
    on: string;
    known: string;
    assumed: Map<string, string>;
  }

  interface Facts {
    events: Data.Event[];
    points: Data.Point[];
    schedules: { [name: string]: Data.Schedule };
    clauses: Data.Clause[];
  }

  /** What one party has of another: of which kind, and how it stands. */
  interface Lane {
    giver: string;
    taker: string;
    family: string;
    standing: string;
  }

  /** What follows for facts in a setting (settings.js). */
  interface Found {
    setting: Setting;
    at: string;
    tick: string;
    unknown: Set<string>;
    relations: Relations;
    of: Map<string, Standing>;
    windows: Windows;
    broken: string[];
  }
}
