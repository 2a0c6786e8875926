/* Nodes that are kept as long as what they are drawn from is the same: to make many anew takes
   too long, and the keyboard stays where it is. */

/** Puts a node in the place of another, and the keyboard with it. */
function replace(old, node) {
  for (const name of ["tabindex", "transform"]) {
    if (old.hasAttribute(name)) node.setAttribute(name, old.getAttribute(name));
  }
  const hadFocus = old === document.activeElement;
  old.replaceWith(node);
  if (hadFocus) node.focus({ preventScroll: true });
}

/** Returns what keeps nodes by a name: one that is asked for with another sign than before is drawn
    anew, in the place of the old one. */
export function keeper() {
  const kept = new Map();
  return (name, sign, drawn) => {
    const before = kept.get(name);
    if (before?.sign === sign) return before.node;
    const node = drawn();
    if (before) replace(before.node, node);
    kept.set(name, { sign, node });
    return node;
  };
}
