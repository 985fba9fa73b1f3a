// What an exchange can become: a fixture, a stub.

import { attempt, button, save } from './dom.js';
import { call } from './api.js';
import { stubButton } from './stubs.js';

/** Buttons for an exchange. */
export async function actionsOf(exchange, world) {
  const keep = world && exchange.operation && !exchange.vendorSide && exchange.response.status > 0
    ? button('Save as fixture', () => attempt(() => call('GET', `/worlds/${world}/journal/${exchange.id}/fixture`)).then((text) => text && save(`${JSON.parse(text).name ?? exchange.operation}.json`, text)))
    : null;
  return [keep, exchange.vendorSide ? null : await stubButton(exchange, world)];
}
