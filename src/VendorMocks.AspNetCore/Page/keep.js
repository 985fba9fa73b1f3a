// What an exchange can become: a fixture, a stub.

import { button, save } from './dom.js';

/** Buttons for an exchange. */
export async function actionsOf() {
  return [];
}
