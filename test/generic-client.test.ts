/** Every service of the graph, served by a client that has never heard of any. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { documentsFor, type Field, filled, type Language, type Service, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

let place: Town;
let citizen: Client;
beforeAll(async () => {
  place = await town();
  citizen = await place.citizen(people.rahima);
});
afterAll(() => place.stop());

describe.each<Language>(['EN', 'BN'])('in %s', (language) => {
  test('every form is filled in from what it says of itself, and accepted', async () => {
    const services = await servicesOf(citizen, language);
    expect(services.length).toBeGreaterThanOrEqual(9);
    for (const service of services) {
      const { data, errors } = await send(citizen, service, filled(service.form.fields, language), language);
      expect({ code: service.code, errors, userErrors: data?.answer?.userErrors }).toEqual({
        code: service.code,
        errors: undefined,
        userErrors: [],
      });
      if (service.kind === 'LOOKUP') expect(data?.answer?.answers, service.code).not.toEqual([]);
      else expect(data?.answer?.application?.status, service.code).toMatch(/^(SUBMITTED|APPROVED)$/);
    }
  });

  test('every service that asks for documents gets them by reference', async () => {
    let attached = 0;
    for (const service of await servicesOf(citizen, language)) {
      // A look-up keeps no form, so there is nothing to attach to.
      if (service.kind === 'LOOKUP' || service.evidence.length === 0) continue;
      const { fields } = service.form;
      const input = { ...filled(fields, language), ...(await documentsFor(citizen, fields)) };
      const { data, errors } = await send(citizen, service, input, language);
      const { application, userErrors } = data?.answer ?? {};
      expect({ code: service.code, errors, userErrors }).toEqual({
        code: service.code,
        errors: undefined,
        userErrors: [],
      });
      const documents = (application?.answers ?? []).filter(({ documentReference }) => documentReference);
      expect(
        documents.map(({ value }) => value),
        service.code,
      ).toEqual(service.evidence.map((code) => `${code}.pdf`));
      attached += documents.length;
    }
    expect(attached).toBeGreaterThan(80);
  });

  test("each bad value is refused with the field's name", async () => {
    let tried = 0;
    for (const service of await servicesOf(citizen, language)) {
      for (const { path, input } of spoilt(service, language)) {
        const { data, errors } = await send(citizen, service, input, language);
        const fields = data?.answer?.userErrors.map(({ field }) => field) ?? [];
        // What GraphQL itself refuses (a missing value, a wrong type, an unknown choice) names the field in its words.
        const told = [...fields, ...(errors ?? []).map(({ message }) => message)].join('\n');
        expect(told, `${service.code} ${JSON.stringify(input)}`).toContain(path.at(-1));
        expect(data?.answer?.application ?? null, `${service.code} ${path}`).toBeNull();
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(100);
  });
});

type Spoilt = { readonly path: readonly string[]; readonly input: Record<string, unknown> };

/** Inputs with one bad value each: for each field of the form, everything that its limits rule out. */
function spoilt({ form }: Service, language: Language): Spoilt[] {
  const good = filled(form.fields, language);
  return form.fields
    .flatMap((field) => spoiltField(field, good[field.name], language))
    .map(({ path, value }) => ({
      path,
      input: { ...good, [path[0] ?? '']: value },
    }));
}

function spoiltField(field: Field, good: unknown, language: Language): { path: string[]; value: unknown }[] {
  const { name, fields = [] } = field;
  const bad = [...(field.required ? [null] : []), ...(field.list ? [] : badValues(field))].map((value) => ({
    path: [name],
    value,
  }));
  const inside = filled(fields, language);
  const nested = fields.flatMap((each) =>
    spoiltField(each, inside[each.name], language).map(({ path, value }) => {
      const group = { ...inside, [each.name]: value };
      return { path: [name, ...path], value: field.list && Array.isArray(good) ? [group, ...good.slice(1)] : group };
    }),
  );
  const tooMany =
    field.list && field.maxItems !== null && Array.isArray(good)
      ? [...Array(field.maxItems + 1)].map(() => good[0])
      : null;
  return [...bad, ...nested, ...(tooMany ? [{ path: [name], value: tooMany }] : [])];
}

function badValues({ type, options, format, pattern, fields = [], ...limits }: Field): unknown[] {
  if (fields.length > 0) return ['not a group'];
  if (options.length > 0) return ['NO_SUCH_CHOICE'];
  if (type === 'Boolean') return ['perhaps'];
  if (type === 'Int' || type === 'Float')
    return ['many', ...(limits.min === null ? [] : [limits.min - 1]), ...(limits.max === null ? [] : [limits.max + 1])];
  if (type === 'Date')
    return [
      '2023-02-30',
      'soon',
      ...(limits.earliest === null ? [] : ['1850-01-01']),
      ...(limits.latest === null ? [] : ['2190-01-01']),
    ];
  return [
    { text: 'an object' },
    ...(limits.maxLength === null ? [] : ['ক'.repeat(limits.maxLength + 1)]),
    ...(format === null && pattern === null ? [] : ['?!']),
    ...((limits.minLength ?? 0) > 1 ? ['x'] : []),
  ];
}
