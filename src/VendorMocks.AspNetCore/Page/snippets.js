// One call in the languages that people test with.

const Dropped = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'user-agent', 'expect', 'transfer-encoding', 'accept', 'accept-language', 'cookie', 'origin', 'referer']);

const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const php = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
// A JSON string is a literal of C#, JavaScript and Python as well.
const quoted = (text) => JSON.stringify(text);

const Writers = {
  curl: ({ method, url, headers, body }) => [
    `curl -X ${method} ${shell(url)}`,
    ...headers.map(([name, value]) => `  -H ${shell(`${name}: ${value}`)}`),
    ...(body ? [`  --data-raw ${shell(body)}`] : []),
  ].join(' \\\n'),

  'C#': ({ method, url, headers, body }) => {
    const type = headers.find(([name]) => name.toLowerCase() === 'content-type');
    return [
      'using var client = new HttpClient();',
      `using var request = new HttpRequestMessage(new HttpMethod(${quoted(method)}), ${quoted(url)});`,
      ...headers.filter((line) => line !== type).map(([name, value]) => `request.Headers.TryAddWithoutValidation(${quoted(name)}, ${quoted(value)});`),
      ...(body ? [`request.Content = new StringContent(${quoted(body)});`] : []),
      ...(body && type ? [`request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(${quoted(type[1])});`] : []),
      'using var response = await client.SendAsync(request);',
      'Console.WriteLine(await response.Content.ReadAsStringAsync());',
    ].join('\n');
  },

  JavaScript: ({ method, url, headers, body }) => [
    `const response = await fetch(${quoted(url)}, {`,
    `  method: ${quoted(method)},`,
    ...(headers.length ? [`  headers: {${headers.map(([name, value]) => `${quoted(name)}: ${quoted(value)}`).join(', ')}},`] : []),
    ...(body ? [`  body: ${quoted(body)},`] : []),
    '});',
    'console.log(await response.text());',
  ].join('\n'),

  PHP: ({ method, url, headers, body }) => [
    '<?php',
    '$context = stream_context_create([\'http\' => [',
    `    'method' => ${php(method)},`,
    ...(headers.length ? [`    'header' => [${headers.map(([name, value]) => php(`${name}: ${value}`)).join(', ')}],`] : []),
    ...(body ? [`    'content' => ${php(body)},`] : []),
    "    'ignore_errors' => true,",
    ']]);',
    `echo file_get_contents(${php(url)}, false, $context);`,
  ].join('\n'),

  Python: ({ method, url, headers, body }) => [
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${quoted(url)},`,
    `    method=${quoted(method)},`,
    ...(headers.length ? [`    headers={${headers.map(([name, value]) => `${quoted(name)}: ${quoted(value)}`).join(', ')}},`] : []),
    ...(body ? [`    data=${quoted(body)}.encode(),`] : []),
    ')',
    'print(urllib.request.urlopen(request).read().decode())',
  ].join('\n'),
};

export const Languages = Object.keys(Writers);

export const snippet = (language, call) => Writers[language](call);

const Cover = '***';

/** Puts a credential where the journal covered one: in a header, a query or the body. */
function uncover(text, values, pattern) {
  let filled = text;
  for (const [name, value] of Object.entries(values)) filled = filled.replaceAll(pattern(name), pattern(name).replace(Cover, value));
  return filled;
}

/** An exchange as a call that can be sent again, with a credential of its world in place of the covered one. */
export function callOf(exchange, credentials) {
  const values = credentials[0]?.values ?? {};
  const { request } = exchange;
  const named = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  const headers = Object.entries(request.headers)
    .filter(([name]) => !Dropped.has(name.toLowerCase()))
    .map(([name, value]) => [name, value.includes(Cover) ? named.get(name.toLowerCase()) ?? value.replace(Cover, Object.values(values)[0] ?? Cover) : value]);
  // The call came under a vendor's own name: that name picks the vendor here as well.
  if (request.host !== location.hostname && !['localhost', '127.0.0.1', '[::1]'].includes(request.host)) headers.push(['Host', request.host]);
  const form = (text) => uncover(uncover(text, values, (name) => `${name}=${Cover}`), values, (name) => `"${name}":"${Cover}"`);
  return { method: request.method, url: location.origin + form(request.url), headers, body: request.body ? form(request.body) : null };
}
