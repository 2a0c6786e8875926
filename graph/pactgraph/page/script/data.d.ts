// From graph/pactgraph/page/data.py by tests/page/data_types.py; change it there.

declare namespace Data {
  type Words = string[] | string;
  interface Rules {
    whole: number;
    beginning: number;
    inside: number;
    nearly: number;
    shortestBeginning: number;
    shortestInside: number;
    shortestNear: number;
    shortestNearBesides: number;
    longestNear: number;
    nearEnough: number;
    mostNear: number;
    empty: string[];
  }
  interface Period {
    from: string | null;
    until: string | null;
    happened: string[];
    notHappened: string[];
    named: string[];
  }
  interface Window {
    earliest: string | null;
    latest: string | null;
    last?: string;
  }
  interface Happening {
    knownSince: string | null;
    occurred: Window | null;
    date: string | null;
    reported: string | null;
    notBefore: string | null;
    notUntil: string | null;
    last?: string;
  }
  interface Step {
    months?: number;
    days?: number[];
    microseconds?: string;
    isBack?: boolean;
    schedule?: string;
  }
  interface Schedule {
    first: string | null;
    gaps: [number, number][];
    through: string | null;
    longest?: number;
    fromMidnight?: number;
  }
  interface Date {
    instant: string;
  }
  interface Side {
    event?: string;
    span?: Step[];
    instant?: string;
  }
  interface Point {
    key: string;
    bases: string[];
    event?: string;
    span?: Step[];
    instant?: string;
    isDelay?: boolean;
    moment?: Side;
    bound?: Side;
    before?: boolean;
    point?: string | Date;
    ways?: Period[][];
    count?: number;
    points?: (string | Date)[];
    needs?: string[];
    name?: Words;
    comes?: Words;
    meant?: Words;
    has_parts?: boolean;
  }
  interface Value {
    text?: Words;
    aside?: Words;
    href?: string;
    thing?: string;
    needs?: string;
    ways?: [string | null, string | null][];
    clause?: string;
    of?: string;
  }
  interface Entry {
    term: string;
    values: Value[];
    clauses?: string[];
  }
  interface Ending {
    key: string;
    label: Words;
    replaces: boolean;
  }
  interface Condition {
    kind: string;
    text: Words;
    periods: Period[];
    event?: string;
    needed?: number;
    endings?: Ending[];
    undisclosed?: Words[];
    sources?: string[];
    parts?: Condition[];
  }
  interface Named {
    key: string;
    iri: string;
    label: Words;
  }
  interface Party {
    key: string;
    iri: string;
    label: Words;
    isClass: boolean;
    entries: Entry[];
  }
  interface Agreement {
    key: string;
    iri: string;
    label: Words;
    date: string;
    day: string | null;
    binding: boolean;
    parties: string[];
    statements: number;
    certainty: string;
    entries: Entry[];
  }
  interface Source {
    key: string;
    iri: string;
    label: Words;
    publisher: string;
    issued: string;
    urls: string[];
  }
  interface Sighting {
    known: string | null;
    date: string;
    byVersion?: boolean;
  }
  interface DutyState {
    state: string;
    periods: Period[];
  }
  interface Duty {
    deadline: string | null;
    states: DutyState[];
  }
  interface Clause {
    key: string;
    iri: string;
    label: Words;
    agreement: string;
    rule: string;
    kind: string;
    certainty: string;
    owedBy: string[];
    holders: string[];
    names: string[];
    changes: string[];
    replaces: string[];
    assets: Words[];
    dollars: number | null;
    sources: string[];
    evidence: Sighting[];
    shares?: Words[];
    renews?: string[];
    duty?: Duty;
    periods: Period[];
    reasons: Condition;
    entries: Entry[];
  }
  interface Claim {
    label: Words;
    knownSince: string | null;
    sources: string[];
  }
  interface Event {
    key: string;
    iri: string;
    label: Words;
    name: Words;
    isAgreement: boolean;
    happening: Happening;
    earlier: string[];
    later: string[];
    excludes?: string[];
    definition?: Words;
    undisclosed?: Words[];
    sources?: string[];
    through?: string | null;
    shownBy?: string[];
    entries?: Entry[];
    claims: Claim[];
  }
  interface Concept {
    key: string;
    label: Words;
    above?: string[];
  }
  interface Undisclosed {
    thing: string;
    id?: string;
    label?: Words;
    text: Words;
    needs?: string;
  }
  interface StoryStep {
    label: Words;
    text: Words;
    on: string;
    known: string | null;
    assumed: [string, string][];
    selects: string | null;
    shows: string[];
    view: string;
    sources: string[];
  }
  interface Story {
    key: string;
    iri: string;
    label: Words;
    text: Words;
    steps: StoryStep[];
  }
  interface Reach {
    text: string;
    end: string | null;
  }
  interface Sum {
    unit: string;
    exact?: number;
    least?: number;
    most?: number;
    about?: boolean;
    rate?: boolean;
  }
  interface Carrier {
    clause: string;
    force: string;
    promised: Period[];
    performed: Period[];
    press?: boolean;
    endless?: boolean;
  }
  interface LoopStep {
    leads: string[];
    periods: Period[];
    carriers: Carrier[];
  }
  interface Version {
    least: number;
    most: number;
  }
  interface Loop {
    least: number;
    most: number;
    parties: string[];
    periods: Period[];
    promised: Period[];
    performed: Period[];
    steps: LoopStep[];
  }
  interface Flow {
    least: number;
    most: number;
    lead: string;
    counter: string;
    sides: [string[], string[]][];
    clauses: string[];
    family: string;
    periods: Period[];
    sums: Sum[];
  }
  interface Flowing {
    length: number;
    forces: string[];
    tops: { [key: string]: string };
    known: string[];
    loops: Loop[];
    flows: Flow[];
  }
  interface Field {
    name: string;
    weight: number;
  }
  interface Searched {
    key: string;
    sort: string;
    iri?: string;
    id?: string;
    places: (number | string)[][];
    at?: string;
  }
  interface Search {
    rules: Rules;
    fields: Field[];
    things: Searched[];
  }
  interface Record {
    reach: Reach | null;
    title: Words;
    parties: Party[];
    agreements: Agreement[];
    clauses: Clause[];
    events: Event[];
    sources: Source[];
    kinds: Concept[];
    certainties: Concept[];
    values: Concept[];
    forces: Concept[];
    flowing: Flowing;
    search: Search;
    undisclosed: Undisclosed[];
    freshFor: number;
    stories: Story[];
    points: Point[];
    schedules: { [key: string]: Schedule };
  }
  interface Setting {
    on: string;
    known: string;
    assumed: [string, string][];
  }
  interface TotalsRow {
    cells: Words[];
    parties: string[];
  }
  interface Totals {
    headings: Words[];
    rows: TotalsRow[];
  }
  interface Changes {
    parties: string[];
    opening: string[][];
    closing: string[][];
  }
  interface Shown {
    setting: Setting;
    totals: Totals;
    changes: Changes[];
  }
  interface Told {
    reach: Reach | null;
    title: Words;
    parties: Party[];
    agreements: Agreement[];
    clauses: Clause[];
    events: Event[];
    sources: Source[];
    kinds: Concept[];
    certainties: Concept[];
    values: Concept[];
    forces: Concept[];
    flowing: Flowing;
    search: Search;
    undisclosed: Undisclosed[];
    freshFor: number;
    stories: Story[];
    points: Point[];
    schedules: { [key: string]: Schedule };
    setting: Setting;
    totals: Totals;
    changes: Changes[];
  }
  interface Place {
    key: string;
    kind: string;
    x: number;
    y: number;
    box: number[];
    group: string | null;
    standsFor: string[];
    pairs?: number;
    label?: string;
  }
  interface Sizes {
    chip: number;
    group: number;
    head: number;
    foot: number;
  }
  interface Picture {
    picture: Place[];
    signed: [string, string][];
    options: { [key: string]: unknown };
    sizes: Sizes;
  }
  interface Member {
    key: string;
    label: string;
    radius: number;
    shape: string;
    sector: string;
    isClass: boolean;
    shown: boolean;
    places: { [key: string]: [number, number, string] };
  }
  interface Others {
    hub: string;
    members: string[];
    radius: number;
    places: { [key: string]: [number, number, string] };
    along: { [key: string]: number };
  }
  interface Cable {
    one: string;
    other: string;
    families: string[];
    along: { [key: string]: number };
    clauses: { [key: string]: string };
  }
  interface Sector {
    iri: string;
    shape: string;
    label: Words;
  }
  interface Web {
    bounds: { [key: string]: [string, string[]][] };
    nodes: Member[];
    others: Others[];
    cables: Cable[];
    sectors: Sector[];
    options: { [key: string]: unknown };
    frames: { [key: string]: [number, number, number] };
    sizes: [number, number][];
  }
  interface FormulaPhrases {
    in_force: string;
    always: string;
    never: string;
    start: string;
    end: string;
    or: string;
    and: string;
    latest: [string, string];
    earliest: [string, string];
    quoted: string;
    end_of: string;
    apart: string;
  }
  interface Phrases {
    page: { [key: string]: string };
    counted: { [key: string]: [string, string] };
    months: string[];
    looks: { [key: string]: string };
    formula: FormulaPhrases;
    occurrence: { [key: string]: string | string[] };
    loops: { [key: string]: string };
    bounding: { [key: string]: string };
    amounts: { [key: string]: string };
    reach: string;
    why: { [key: string]: string };
    states: { [key: string]: string };
    duties: { [key: string]: string };
    headlines: { [key: string]: string };
    revivals: { [key: string]: string };
    fields: { [key: string]: string };
    sorts: { [key: string]: string };
    show: { [key: string]: string };
    headings: { [key: string]: string };
  }
  interface Lasting {
    picture: Place[];
    signed: [string, string][];
    options: { [key: string]: unknown };
    sizes: Sizes;
    words: { [key: string]: Phrases };
    languages: string[];
    query: string;
  }
  interface First {
    setting: Setting;
    totals: Totals;
    changes: Changes[];
    picture: Place[];
    signed: [string, string][];
    options: { [key: string]: unknown };
    sizes: Sizes;
    words: { [key: string]: Phrases };
    languages: string[];
    query: string;
  }
  interface Model {
    reach: Reach | null;
    title: Words;
    parties: Party[];
    agreements: Agreement[];
    clauses: Clause[];
    events: Event[];
    sources: Source[];
    kinds: Concept[];
    certainties: Concept[];
    values: Concept[];
    forces: Concept[];
    flowing: Flowing;
    search: Search;
    undisclosed: Undisclosed[];
    freshFor: number;
    stories: Story[];
    points: Point[];
    schedules: { [key: string]: Schedule };
    setting: Setting;
    totals: Totals;
    changes: Changes[];
    picture: Place[];
    signed: [string, string][];
    options: { [key: string]: unknown };
    sizes: Sizes;
    words: { [key: string]: Phrases };
    languages: string[];
    query: string;
    web: Web;
  }
}
