"""From triples to the record: names resolved, conditions brought into their normal form."""
