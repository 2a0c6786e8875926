/* Prints what the kernel's modules of the page say of every vector, in plain node: see vectors.py.

   node vectors.mjs MODULES VECTORS, where MODULES is a folder in which node takes .js for modules. */

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(resolve(folder), `${name}.js`)));
const { saidOf } = await load("kernel/settings");

const vectors = JSON.parse(readFileSync(file, "utf-8"));
process.stdout.write(JSON.stringify(vectors.map(({ facts, settings }) => saidOf(facts, settings))));
