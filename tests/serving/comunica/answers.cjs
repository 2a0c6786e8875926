// Asks Comunica, an engine that nobody here wrote: one line of JSON in, one line out.
// In: [{ query, url }, …]; out: for each its rows, or what is wrong.
const { createRequire } = require('node:module')
const { join } = require('node:path')

const installed = createRequire(join(process.argv[2], 'package.json'))
const { QueryEngine } = installed('@comunica/query-sparql')

const STRING = 'http://www.w3.org/2001/XMLSchema#string'

// As SPARQL 1.1 Query Results JSON has it, where texts are of no datatype.
const term = (found) => ({
  type: { NamedNode: 'uri', BlankNode: 'bnode', Literal: 'literal' }[found.termType],
  value: found.value,
  ...(found.language ? { 'xml:lang': found.language } : {}),
  ...(found.datatype && !found.language && found.datatype.value !== STRING
    ? { datatype: found.datatype.value }
    : {}),
})

const row = (bindings) =>
  Object.fromEntries([...bindings].map(([variable, found]) => [variable.value, term(found)]))

async function answered({ query, url }) {
  try {
    const sources = [{ type: 'sparql', value: url }]
    const found = await new QueryEngine().queryBindings(query, { sources })
    return { rows: (await found.toArray()).map(row) }
  } catch (error) {
    return { error: String(error) }
  }
}

async function main() {
  const pieces = []
  for await (const piece of process.stdin) pieces.push(piece)
  const found = []
  for (const asked of JSON.parse(Buffer.concat(pieces))) found.push(await answered(asked))
  process.stdout.write(JSON.stringify(found))
}

main()
