import { expect, test } from 'vitest';
import { createLogger } from './log.ts';

function lines(write: (log: ReturnType<typeof createLogger>) => void, level = 'debug'): Record<string, unknown>[] {
  const written: string[] = [];
  write(createLogger('land', level, { write: (line) => void written.push(line) }));
  return written.map((line) => JSON.parse(line));
}

const SECRET = '1990123456789';

test.each([
  ['at the top', { nationalId: SECRET, mobile: SECRET, token: SECRET, code: SECRET, answers: [SECRET] }],
  [
    'in a request',
    { req: { headers: { authorization: SECRET, cookie: SECRET } }, body: { variables: { id: SECRET } } },
  ],
  ['in an error', { err: Object.assign(new Error('failed'), { keyValue: { nationalId: SECRET }, secret: SECRET }) }],
  ['deep in an error', { err: Object.assign(new Error('failed'), { op: { query: { mobile: SECRET } } }) }],
])('what is personal or secret is not in the log: %s', (_, what) => {
  const [line] = lines((log) => log.error(what, 'something happened'));
  expect(JSON.stringify(line)).not.toContain(SECRET);
  expect(JSON.stringify(line)).toContain('[redacted]');
  expect(line?.msg).toBe('something happened');
});

test('what helps to find the fault is', () => {
  const err = Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
  const [line] = lines((log) => log.error({ err, requestId: 'r-1' }, 'a route failed'));
  expect(line).toMatchObject({
    name: 'land',
    requestId: 'r-1',
    err: { message: 'the disk is full', errorCode: 'ENOSPC' },
    level: 50,
  });
});

test('lines below the level are left out', () => {
  expect(lines((log) => log.info('quiet'), 'warn')).toEqual([]);
  expect(lines((log) => log.error('loud'), 'silent')).toEqual([]);
});
