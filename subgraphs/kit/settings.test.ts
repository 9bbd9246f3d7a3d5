import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError, settingsHelp } from './settings.ts';

const enough = {
  SUBGRAPH_URLS: '{"land":"http://127.0.0.1:20001/"}',
  MONGODB_URL: 'mongodb://127.0.0.1:27017',
  KEYS_DIR: '/run/keys',
};

function complaint(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'no complaint';
}

test('what is not set has a default that is right for production', () => {
  expect(readSettings(enough)).toMatchObject({
    MODE: 'production',
    HOST: '127.0.0.1',
    SUBGRAPH_URLS: { land: 'http://127.0.0.1:20001' },
    DATABASE_PREFIX: 'nagarik_',
    PAYMENT_PROVIDER_URL: '',
    HOLIDAYS: [],
    LOG_LEVEL: 'info',
    MAX_BODY_BYTES: 1_000_000,
    MAX_DEPTH: 15,
  });
});

test('everything that is missing is named at once', () => {
  const words = complaint({});
  for (const name of Object.keys(enough)) expect(words).toContain(`${name}:`);
});

describe('a bad setting is named, with what is wrong', () => {
  test.each([
    ['MODE', 'test', 'development'],
    ['SUBGRAPH_URLS', 'land=http://127.0.0.1', 'SUBGRAPH_URLS'],
    ['SUBGRAPH_URLS', '["http://127.0.0.1"]', 'name → URL'],
    ['SUBGRAPH_URLS', '{"land":"127.0.0.1:20001"}', 'land must have an http(s) URL'],
    ['SUBGRAPH_URLS', '{"land":20001}', 'land must have an http(s) URL'],
    ['MONGODB_URL', ' ', 'empty'],
    ['KEYS_DIR', '', 'empty'],
    ['GATEWAY_URL', 'localhost', 'localhost'],
    ['PAYMENT_PROVIDER_URL', 'pay.example', 'URL'],
    ['HOLIDAYS', '2026-03-26', 'HOLIDAYS'],
    ['HOLIDAYS', '{"2026-03-26":"Independence Day"}', 'list of days'],
    ['HOLIDAYS', '["2026-03-26","26 March"]', '"26 March" is not a day'],
    ['HOLIDAYS', '["2026-02-30"]', '"2026-02-30" is not a day'],
    ['ONBOARDING_DEADLINE', '31-12-2026', 'YYYY-MM-DD'],
    ['LOG_LEVEL', 'loud', 'silent'],
    ['MAX_BODY_BYTES', '1 MB', 'whole number'],
    ['MAX_BODY_BYTES', '0', 'whole number'],
    ['MAX_DEPTH', '-1', 'whole number'],
    ['LOGIN_CODES_PER_PERSON', '1.5', 'whole number'],
  ])('%s=%s', (name, value, what) => {
    const words = complaint({ ...enough, [name]: value });
    expect(words).toContain(`  ${name}: `);
    expect(words).toContain(what);
  });
});

test('a payment provider without the secret that it signs with is no use', () => {
  const provider = { ...enough, PAYMENT_PROVIDER_URL: 'https://pay.example' };
  expect(complaint(provider)).toContain('PAYMENT_SECRET:');
  expect(complaint({ ...provider, PAYMENT_SECRET: 'a secret' })).toBe('no complaint');
});

test.each([
  ['http://sms.example/send', 'https'],
  ['ftp://127.0.0.1', 'https'],
])('codes are handed to no SMS gateway at %s', (SMS_GATEWAY_URL, what) => {
  expect(complaint({ ...enough, SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN: 'a token' })).toContain(
    `SMS_GATEWAY_URL: must be an ${what}`,
  );
});

test('an SMS gateway and we know each other by a token', () => {
  const gateway = { ...enough, SMS_GATEWAY_URL: 'https://sms.example/send' };
  expect(complaint(gateway)).toContain('SMS_GATEWAY_TOKEN:');
  expect(complaint({ ...gateway, SMS_GATEWAY_TOKEN: 'a token' })).toBe('no complaint');
});

test('help tells every setting, what it is for and what it is when it is not set', () => {
  const help = settingsHelp();
  for (const name of Object.keys(readSettings(enough))) expect(help).toContain(`  ${name} `);
  expect(help).toMatch(/^ {2}MONGODB_URL .*\(required\)$/m);
  expect(help).toMatch(/^ {2}MODE .*\(default "production"\)$/m);
});
