/* Acts of which one that fails stops no other. */

/** Does `act`; what it throws goes where all uncaught errors go, the console and the notes of the
    page (telling/notices.js), but not to who called. */
export function attempt(act) {
  try {
    act();
  } catch (error) {
    reportError(error);
  }
}
