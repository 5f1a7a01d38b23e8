/// Tabs tell each other that the gallery has changed.

const channel = new BroadcastChannel('toile');
const listeners = new Set();

/// Something was made, kept or deleted. `gone` are the ids that were deleted.
export function announce(gone = []) {
  channel.postMessage({ gone });
}

/// `listener(gone)` hears of changes in other tabs until the signal `left` is aborted.
export function on_news(left, listener) {
  listeners.add(listener);
  left.addEventListener('abort', () => listeners.delete(listener));
}

channel.addEventListener('message', ({ data }) => {
  for (const listener of listeners) listener(data.gone);
});
