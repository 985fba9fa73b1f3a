// A vendor's calls, read from its OpenAPI document, and how to fill one in.

import { once } from './api.js';

const Verbs = ['get', 'post', 'put', 'patch', 'delete'];
const Form = 'application/x-www-form-urlencoded';

/** Where a vendor answers in a world. */
export const prefixOf = (world, vendor) => (world === 'default' ? `/${vendor}` : `/worlds/${world}/${vendor}`);

/** Names and values of a form: lists and objects in brackets. */
function pairs(value, name = '') {
  if (value === null || value === undefined) return [[name, '']];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, item]) => pairs(item, name === '' ? key : Array.isArray(value) ? `${name}[]` : `${name}[${key}]`));
}

export const asForm = (value) => new URLSearchParams(pairs(value)).toString();

export class Call {
  constructor(document, method, path, operation, example) {
    Object.assign(this, { document, method: method.toUpperCase(), path, operation, example });
    this.id = example ?? operation.operationId;
    this.title = `${this.id}: ${this.method} ${path}`;
    this.bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, content]) => ({
      type,
      schema: this.resolve(content.schema ?? {}),
      examples: Object.entries(content.examples ?? {}).map(([name, one]) => [name, one.value]),
    }));
    this.parameters = (operation.parameters ?? []).map((parameter) => {
      const value = example ? parameter.examples?.[example]?.value : parameter.example;
      return { ...parameter, schema: this.resolve(parameter.schema ?? {}), value: parameter.in === 'path' || parameter.required || example ? value ?? '' : '', hint: value ?? '' };
    });
  }

  resolve(schema) {
    const name = schema.$ref?.split('/').at(-1);
    return name ? { ...this.document.components.schemas[name], ...schema } : schema;
  }

  /** Where each part of a credential goes; what the body has a field for goes there. */
  #security(values, body) {
    const needs = (this.operation.security ?? this.document.security ?? [])[0] ?? {};
    const properties = body?.schema.properties ?? {};
    return Object.keys(needs).map((name) => {
      const scheme = this.document.components.securitySchemes[name];
      const value = values[scheme.name] ?? Object.values(values)[0] ?? scheme['x-demo'];
      if (scheme.type === 'http') return { in: 'header', name: 'Authorization', value: `Bearer ${value}` };
      return { in: scheme.in === 'query' && Object.hasOwn(properties, scheme.name) ? 'body' : scheme.in, name: scheme.name, value };
    });
  }

  /** The body to begin with, credential filled in; null when it has none. */
  bodyText(body, example, values) {
    if (!body) return null;
    const value = { ...(body.examples.find(([name]) => name === example) ?? body.examples[0])?.[1] ?? {} };
    for (const part of this.#security(values, body)) if (part.in === 'body') value[part.name] = part.value;
    return body.type === Form ? asForm(value) : JSON.stringify(value, null, 2);
  }

  /** The call as a value, for a world and a credential. */
  send(origin, world, vendor, values, given) {
    const body = this.bodies.find((one) => one.type === given.type);
    const query = new URLSearchParams();
    let path = this.path;
    for (const parameter of this.parameters) {
      const value = given.parameters[parameter.name] ?? '';
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
      else if (value !== '') query.append(parameter.name, value);
    }
    const headers = body ? [['Content-Type', body.type]] : [];
    for (const part of this.#security(values, body)) {
      if (part.in === 'query') query.set(part.name, part.value);
      if (part.in === 'header') headers.push([part.name, part.value]);
    }
    const asked = query.toString();
    return { method: this.method, url: `${origin}${prefixOf(world, vendor)}${path}${asked ? `?${asked}` : ''}`, headers, body: body ? given.body : null };
  }

  /** The call with its examples, for a vendor as a world shows it. */
  fill(vendorView, values) {
    const body = this.bodies[0];
    const base = new URL(vendorView.baseUrl);
    const world = /^\/worlds\/([^/]+)\//.exec(base.pathname)?.[1] ?? 'default';
    return this.send(base.origin, world, vendorView.vendor, values, {
      type: body?.type,
      body: this.bodyText(body, null, values),
      parameters: Object.fromEntries(this.parameters.map((parameter) => [parameter.name, parameter.value])),
    });
  }
}

/** All calls of a vendor; where one path serves several, one for each example. */
export async function callsOf(vendor) {
  const document = await once(`/vendors/${vendor}/openapi.json`);
  return Object.entries(document.paths).flatMap(([path, item]) => Verbs.filter((verb) => item[verb]).flatMap((verb) => {
    const operation = item[verb];
    const examples = [...new Set((operation.parameters ?? []).flatMap((parameter) => Object.keys(parameter.examples ?? {})))];
    return (examples.length > 0 ? examples : [null]).map((example) => new Call(document, verb, path, operation, example));
  }));
}
