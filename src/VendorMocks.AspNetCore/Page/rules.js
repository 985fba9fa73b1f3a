// A rule of a vendor's behaviour.

import { badge, el } from './dom.js';

/** A rule with how it is known, why, and what changes it. */
export const ruleCard = (rule) => el('details', { class: 'rule' },
  el('summary', {}, el('b', {}, rule.id), ' ', badge(rule.provenance, rule.provenance.toLowerCase()), ` ${rule.text}`),
  el('p', {}, rule.why),
  (rule.switches ?? []).map((one) => el('p', {}, 'Switch ', el('code', {}, one.name), `: ${one.default}; also ${(one.alternatives ?? []).join(', ')}`)));
