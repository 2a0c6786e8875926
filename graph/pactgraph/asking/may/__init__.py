"""May a party do something with an asset: the rules, what prevails, and why."""
