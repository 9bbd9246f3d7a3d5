/** Who the people are, which roles they hold, and how they log in: the OpenID Provider of the platform. */
import { isConfidential } from '#kit/form/confidential-service.ts';
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { acquaintanceRoute } from './acquaintance/acquaintance.route.ts';
import { origins } from './acquaintance/origins.model.ts';
import { assistanceResolvers } from './assistance/assistance.resolvers.ts';
import { assistedService, titleOf } from './assistance/assisted-service.ts';
import { keywordRoute } from './assistance/keyword-route.ts';
import { servedRoute } from './assistance/served.route.ts';
import { derivedSecret } from './derived-secret.ts';
import { entrepreneurRoleRoutes } from './entrepreneur-roles/entrepreneur-role.routes.ts';
import { entrepreneurRolesOn } from './entrepreneur-roles/entrepreneur-roles.ts';
import { trainDevelopmentOfficials } from './entrepreneur-roles/trained-officials.seed.ts';
import { trainedOfficialsOn } from './entrepreneur-roles/trained-officials.ts';
import { focalPointResolvers } from './focal-point/focal-point.resolvers.ts';
import { focalPointsOf } from './focal-point/focal-points.ts';
import { heldRolesOf } from './held-roles.ts';
import { keyedHash } from './login/keyed-hash.ts';
import { loginByCode } from './login/login-by-code.ts';
import { messagesToMobiles } from './messages/messages-to-mobiles.ts';
import { ownNumberRoute } from './own-number.route.ts';
import { people } from './people.model.ts';
import { openIdProvider } from './provider/openid-provider.ts';
import { revocationRoutes } from './provider/revocation-routes.ts';
import { revocationList } from './provider/revocations.model.ts';
import { personResolvers } from './resolvers.ts';
import { roles } from './roles.model.ts';
import { roleChangesOn } from './roles-given/role-changes.model.ts';
import { roleResolvers } from './roles-given/roles-given.resolvers.ts';
import { rolesGivenOf } from './roles-given/roles-given.ts';
import { wrongNumbers } from './roles-given/wrong-numbers.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { clock, connection, document, ids, keys, name, settings } = environment;
    const isDevelopment = settings.MODE === 'development';
    const [secret, hash] = await Promise.all([
      derivedSecret(settings.KEYS_DIR, name),
      keyedHash(settings.KEYS_DIR, name),
    ]);
    const revocations = revocationList(connection, clock);
    const entrepreneurs = entrepreneurRolesOn(connection);
    const trained = trainedOfficialsOn(connection);
    const changes = roleChangesOn(connection, ids, clock);
    const held = heldRolesOf(roles.model(connection), entrepreneurs, trained, clock);
    await Promise.all([
      people.prepare(connection, isDevelopment),
      roles.prepare(connection, isDevelopment),
      origins.prepare(connection, isDevelopment),
      revocations.prepare(),
      entrepreneurs.prepare(),
      changes.prepare(),
    ]);
    if (isDevelopment) await trainDevelopmentOfficials(trained, roles.model(connection));
    const supergraph = publishedSupergraph(settings.SUPERGRAPH_FILE);
    const ministries = async () => (await supergraph()).ministries;
    const messages = await messagesToMobiles(environment, secret);
    const byCode = await loginByCode({ ...environment, messages }, hash);
    const giving = {
      roles: roles.model(connection),
      people: people.model(connection),
      revocations,
      changes,
      wrong: wrongNumbers(byCode.addresses, hash),
      clock,
    };
    const focalPoints = focalPointsOf({
      ...giving,
      ministries: async () => (await ministries()).map(({ code }) => code),
    });
    const ofPerson = personResolvers(people.model(connection), held);
    const ofFocalPoint = focalPointResolvers(document, focalPoints, people.model(connection), clock);
    const assistance = await assistedService(environment, {
      hash,
      byCode,
      entrepreneurs,
      revocations,
      titleOf: async (code) => titleOf((await supergraph()).services, code),
      isConfidential: async (code) => isConfidential(await supergraph(), code),
    });
    const ofRoles = roleResolvers({ ...giving, document, given: rolesGivenOf(giving), held });
    const ofAssistance = assistanceResolvers(document, assistance, people.model(connection), clock);
    const provider = await openIdProvider({
      environment,
      secret,
      hash,
      login: byCode.login,
      begun: byCode.begun,
      held,
      entrepreneurs,
      assistance,
      revocations,
      ministries,
    });
    return {
      resolvers: {
        ...ofPerson,
        ...ofFocalPoint,
        ...ofRoles,
        ...ofAssistance,
        Query: { ...ofPerson.Query, ...ofRoles.Query, ...ofAssistance.Query },
        Citizen: { ...ofPerson.Citizen, ...ofFocalPoint.Citizen, ...ofAssistance.Citizen },
        Mutation: { ...ofFocalPoint.Mutation, ...ofRoles.Mutation, ...ofAssistance.Mutation },
      },
      routes: (server) => {
        messages.routes(server);
        keywordRoute(server, assistance, settings);
        servedRoute(server, assistance, keys);
        revocationRoutes(server, [revocations.list, () => entrepreneurs.revocations(clock.now())], keys);
        acquaintanceRoute(server, { origins: origins.model(connection), people: people.model(connection), keys });
        ownNumberRoute(server, people.model(connection), keys);
        entrepreneurRoleRoutes(server, {
          roles: entrepreneurs,
          trained,
          people: people.model(connection),
          keys,
          clock,
        });
      },
      started: messages.start,
      stop: async () => {
        await Promise.all([provider.stop(), messages.stop()]);
      },
    };
  },
});
