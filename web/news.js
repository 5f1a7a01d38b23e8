/// Tabs tell each other that the gallery has changed.

const channel = new BroadcastChannel('toile');
const listeners = new Map();  // an element of the page -> what to do; forgotten with the element

/// Something was made, kept or deleted. `gone` are the ids that were deleted.
export function announce(gone = []) {
  channel.postMessage({ gone });
}

/// `listener(gone)` hears of changes in other tabs as long as `element` is in the page.
export function on_news(element, listener) {
  listeners.set(listener, element);
}

channel.addEventListener('message', ({ data }) => {
  for (const [listener, element] of listeners) {
    if (element.isConnected) listener(data.gone);
    else listeners.delete(listener);
  }
});
