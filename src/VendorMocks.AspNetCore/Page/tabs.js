// One link for each vendor.

import { el } from './dom.js';
import { once } from './api.js';

export async function tabs(context, view, chosen) {
  const vendors = await once('/vendors');
  return el('nav', { class: 'tabs', 'aria-label': 'Vendors' }, vendors.map((vendor) => el('a', {
    href: context.address(context.world, view, vendor.vendor),
    'aria-current': vendor.vendor === chosen ? 'true' : null,
  }, vendor.title)));
}
