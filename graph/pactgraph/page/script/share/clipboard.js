/* Copying: to the clipboard, or by hand from a field where the browser does not allow it. */

import { button, make } from "../elements/dom.js";
import { announce } from "../telling/announcing.js";
import { say } from "../words/words.js";

const SHOWN_FOR = 1600;

/** Shows a text to be copied by hand. */
function offer(told) {
  const field = make("textarea", { readonly: true, rows: "6", "aria-label": say("copy_yourself") });
  field.value = told;
  const dialog = make(
    "dialog.copying",
    { "aria-label": say("copy_yourself") },
    make("p", say("copy_yourself")),
    field,
    button("button", say("close"), () => dialog.close()),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

/** Copies a text, and says whether that worked: aloud, and on the button for a moment. */
export async function copyText(told, button) {
  try {
    await navigator.clipboard.writeText(told);
  } catch {
    announce(say("copy_yourself"));
    offer(told);
    return false;
  }
  announce(say("copied"));
  const before = button.textContent;
  button.textContent = say("copied");
  setTimeout(() => {
    if (button.textContent === say("copied")) button.textContent = before;
  }, SHOWN_FOR);
  return true;
}
