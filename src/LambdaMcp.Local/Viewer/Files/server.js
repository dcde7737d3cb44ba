// Asks the page's server. The key stands behind the # of the address that Local printed; a header carries it from here on.

const store = 'lambda-mcp-page-key';

function readKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    sessionStorage.setItem(store, given);
    // Out of sight of whoever looks at the screen or copies the address.
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem(store) ?? '';
}

const key = readKey();

/** A response that is all right; else an error with what the server says. */
export async function ask(path, options = {}) {
  const response = await fetch(path, { ...options, headers: { ...options.headers, 'X-Page-Key': key } });
  if (response.ok) return response;
  if (response.status === 401) throw new Error('This address has no key, or that of an earlier run. Open the address that Local printed.');
  const body = await response.json().catch(() => ({}));
  throw new Error(body.error ?? `HTTP ${response.status}`);
}

export const askJson = async path => (await ask(path)).json();

/** The lines of a response as they come. */
export async function* lines(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    yield* parts;
  }
}
