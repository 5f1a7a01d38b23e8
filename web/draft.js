/// The colours of a pattern while they are being changed, a plain value: {from, slot, to, locked, shares, exact}.
///
/// `from` are the tile's colours, `to` the new ones, fewer where inks were put together: colour `from[i]` becomes
/// `to[slot[i]]`. `locked` is of the new ones, `shares` of the tile's; `exact` says that `from` are the inks of a print.

import { distance } from './oklab.js';

const each = (draft, change) => ({ ...draft, to: draft.to.map((hex, at) => (draft.locked[at] ? hex : change(hex, at))) });

/// Of a palette as the studio gives it.
export function new_draft({ colours, inks = false }) {
  return { from: colours.map((one) => one.hex), slot: colours.map((_, at) => at), to: colours.map((one) => one.hex),
    locked: colours.map(() => false), shares: colours.map((one) => one.share), exact: inks };
}

/// {from, to} as the studio takes it.
export const colourway = ({ from, slot, to }) => ({ from, to: slot.map((at) => to[at]) });

export const changes = (draft) => colourway(draft).to.some((hex, at) => hex !== draft.from[at]);

/// The colourway of a pattern that is being changed, or null where it is as it was.
export function colours_of(state, pattern = state.pattern) {
  const draft = state.colours[pattern];
  return draft && changes(draft) ? colourway(draft) : null;
}

/// The same with new colours; locked ones stay.
export const with_colours = (draft, to) => each(draft, (_, at) => to[at]);
export const with_colour = (draft, at, hex) => ({ ...draft, to: draft.to.map((old, i) => (i === at ? hex : old)) });
export const with_lock = (draft, at) => ({ ...draft, locked: draft.locked.map((is, i) => (i === at ? !is : is)) });

/// Two colours trade places.
export function swapped(draft, one, other) {
  const to = [...draft.to];
  [to[one], to[other]] = [to[other], to[one]];
  return { ...draft, to };
}

/// The original colours again, no lock, nothing put together.
export const original = (draft) =>
  ({ ...draft, slot: draft.from.map((_, at) => at), to: [...draft.from], locked: draft.from.map(() => false) });

/// What each new colour covers.
export const covers = ({ to, slot, shares }) =>
  to.map((_, at) => shares.reduce((sum, share, i) => sum + (slot[i] === at ? share : 0), 0));

/// In `count` colours: again and again the least of them joins the one that is nearest to it. One that had joined another
/// and stands by itself now has its first colour again.
export function in_inks(draft, count) {
  const all = original(draft);
  const members = all.from.map((_, at) => [at]);
  const share = (group) => group.reduce((sum, at) => sum + all.shares[at], 0);
  const leads = (group) => group.reduce((best, at) => (all.shares[at] > all.shares[best] ? at : best));
  while (members.length > Math.max(1, count)) {
    const least = members.reduce((best, group) => (share(group) < share(best) ? group : best));
    const others = members.filter((group) => group !== least);
    const near = others.reduce((best, group) =>
      (distance(all.from[leads(group)], all.from[leads(least)]) < distance(all.from[leads(best)], all.from[leads(least)]) ? group : best));
    near.push(...least);
    members.splice(members.indexOf(least), 1);
  }
  const before = colourway(draft).to;
  const led = (lead) => leads(all.from.map((_, at) => at).filter((at) => draft.slot[at] === draft.slot[lead])) === lead;
  return { ...all, slot: all.from.map((_, at) => members.findIndex((group) => group.includes(at))),
    to: members.map(leads).map((lead) => (led(lead) ? before : all.from)[lead]), locked: members.map(() => false) };
}

/// For addresses: "aabbcc.112233-445566.778899", from those to these; empty where nothing changes.
export function colours_text(draft) {
  if (!draft || !changes(draft)) return '';
  return way_text(colourway(draft));
}
export const way_text = ({ from, to }) =>
  [from, to].map((list) => list.map((hex) => hex.slice(1)).join('.')).join('-');

export function draft_from_text(text) {
  if (!/^[0-9a-f]{6}(\.[0-9a-f]{6}){0,15}-[0-9a-f]{6}(\.[0-9a-f]{6}){0,15}$/.test(text)) return null;
  const [from, to] = text.split('-').map((list) => list.split('.').map((hex) => `#${hex}`));
  if (from.length !== to.length) return null;
  const draft = new_draft({ colours: from.map((hex) => ({ hex, share: 1 / from.length })) });
  const inks = [...new Set(to)];  // colours that became one are one
  return { ...draft, to: inks, slot: to.map((hex) => inks.indexOf(hex)), locked: inks.map(() => false) };
}
