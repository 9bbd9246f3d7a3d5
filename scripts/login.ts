/**
 * `npm run login -- <national ID> [--role official]`: logs in to the running platform of this machine as somebody of the
 * development data, and prints their access token, which works ten minutes: for curl, and the explorer's tab for headers.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isLoginRole } from '../subgraphs/identity/role-scopes.ts';
import { accessTokenOf } from '../subgraphs/identity/test/browser-login.ts';
import { dataFolder } from './platform/data-folder.ts';
import { localUrl } from './platform/parts.ts';
import { readStartSettings } from './platform/settings.ts';

const USAGE = `npm run login -- <national ID> [--role citizen|official|focal-point|operator|entrepreneur|auditor|developer]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string', default: 'citizen' }, help: { type: 'boolean', default: false } },
});
const [nationalId] = positionals;
const role = values.role.toUpperCase().replace('-', '_');
if (values.help || nationalId === undefined || !isLoginRole(role)) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 1);
}
const settings = readStartSettings(process.env);
try {
  // The same as npm start: PORT, ISSUER_PORT and DATA_DIR say which platform.
  const { issuer } = z
    .object({ issuer: z.number() })
    .parse(JSON.parse(readFileSync(dataFolder(settings.DATA_DIR).ports, 'utf8')));
  const issuerUrl = settings.ISSUER_URL || `http://localhost:${settings.ISSUER_PORT || issuer}`;
  const inbox = `${localUrl(settings)}/development/inbox`;
  console.log(await accessTokenOf(new URL(issuerUrl).origin, { nationalId, role, inbox }));
} catch (error) {
  const isNobodyThere = error instanceof TypeError || (error instanceof Error && 'code' in error);
  console.error(
    `${error instanceof Error ? error.message : error}${isNobodyThere ? '\nDoes the platform run? npm start' : ''}`,
  );
  process.exit(1);
}
