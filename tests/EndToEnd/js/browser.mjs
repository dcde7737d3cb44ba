// A browser with a jar of cookies and no page to click on: follows the redirects of an authorization to the client's address, and gives the
// parameters that it is called with; it is called only where there is something to visit.
export async function follow(authorization, { visit = false } = {}) {
  const cookies = new Map();
  let url = new URL(authorization);
  for (let step = 0; step < 10; step++) {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      value ? cookies.set(name, value) : cookies.delete(name);
    }
    const location = response.headers.get('location');
    if (!location)
      throw new Error(`${response.status} at ${url}: ${await response.text()}`);
    url = new URL(location, url);
    if (url.pathname.endsWith('/callback')) {
      if (visit)
        await fetch(url);
      if (!url.searchParams.has('code'))
        throw new Error(`no code: ${url}`);
      return url.searchParams;
    }
  }
  throw new Error(`more redirects than any login has, at last to ${url}`);
}
