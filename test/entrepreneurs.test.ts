/** What `entrepreneurs` tells `identity`, with both as they are: roles, their end, and who a list's people are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import entrepreneurs from '../subgraphs/entrepreneurs/index.ts';
import identity from '../subgraphs/identity/index.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { anonymous, type Harness, startSubgraphs } from '../subgraphs/kit/test/harness.ts';

const OPERATOR = { sub: 'operator-1', scope: 'operator' };
/** Of the development data. */
const SHIRIN = { id: 'entrepreneur-1', personId: 'person-shirin-akter' };

let town: Harness;
beforeAll(async () => {
  const [issuerPort] = await freePorts(1);
  town = await startSubgraphs({ identity, entrepreneurs }, { environment: { ISSUER_PORT: String(issuerPort) } });
});
afterAll(() => town.stop());

async function revoked(): Promise<string[]> {
  const answer = await fetch(`${town.urls.identity}/revocations`, {
    headers: { authorization: `Bearer ${await town.token('identity', anonymous)}` },
  });
  const { revoked = [] } = (await answer.json()) as { revoked?: { key: string }[] };
  return revoked.map(({ key }) => key);
}

const operate = async (field: string, input: string) => {
  const query = `mutation { answer: ${field}(input: { ${input} }) { userErrors { code } } }`;
  expect(await town.ask('entrepreneurs', OPERATOR, query)).toEqual({ data: { answer: { userErrors: [] } } });
};

test('a suspension ends the tokens of the entrepreneur and of those whom they help, before the operator has the answer', async () => {
  const isTold = `{ entrepreneur(id: "${SHIRIN.id}") { isInForce } }`;
  expect(await town.ask('entrepreneurs', OPERATOR, isTold)).toEqual({ data: { entrepreneur: { isInForce: true } } });
  // The role was told when the subgraph started; of a role that identity never heard of nothing is to be ended.
  await expect
    .poll(
      async () => {
        await operate('suspendEntrepreneur', `entrepreneurId: "${SHIRIN.id}", reason: "took more than the tariff"`);
        const keys = await revoked();
        if (keys.length === 0)
          await operate('reinstateEntrepreneur', `entrepreneurId: "${SHIRIN.id}", reason: "once more, for the test"`);
        return keys;
      },
      { timeout: 20_000 },
    )
    .toEqual(expect.arrayContaining([`holder:${SHIRIN.personId}:entrepreneur`, `actor:${SHIRIN.personId}`]));
});

test('operators of a list are known by their national IDs', async () => {
  const csv = [
    'source,national_id,name_en,name_bn,centre,photo_reference',
    'E_POST,1990123456789,Rahima Begum,রহিমা বেগম,gulshan,photo/rahima',
    'DIGITAL_CENTRE,1111111111,Nobody,কেউ না,gulshan,photo/nobody',
  ];
  const take = (lines: readonly string[]) =>
    town.ask(
      'entrepreneurs',
      OPERATOR,
      `mutation ($csv: String!) { answer: takeInOperators(input: { csv: $csv }) { takenIn mistakes { line code } } }`,
      { csv: lines.join('\n') },
    );
  expect(await take(csv)).toMatchObject({
    data: { answer: { takenIn: null, mistakes: [{ line: 3, code: 'NO_SUCH_PERSON' }] } },
  });
  expect(await take(csv.slice(0, 2))).toMatchObject({ data: { answer: { takenIn: 1, mistakes: [] } } });
});
