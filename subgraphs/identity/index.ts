/** Who the people are, which roles they hold, and how they log in: the OpenID Provider of the platform. */
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
import { people } from './people.model.ts';
import { openIdProvider } from './provider/openid-provider.ts';
import { revocationRoutes } from './provider/revocation-routes.ts';
import { revocationList } from './provider/revocations.model.ts';
import { personResolvers } from './resolvers.ts';
import { roles } from './roles.model.ts';
import { roleResolvers } from './roles-given/roles-given.resolvers.ts';
import { rolesGivenOf } from './roles-given/roles-given.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { clock, connection, document, keys, name, settings } = environment;
    const isDevelopment = settings.MODE === 'development';
    const [secret, hash] = await Promise.all([
      derivedSecret(settings.KEYS_DIR, name),
      keyedHash(settings.KEYS_DIR, name),
    ]);
    const revocations = revocationList(connection, clock);
    const entrepreneurs = entrepreneurRolesOn(connection);
    const trained = trainedOfficialsOn(connection);
    const held = heldRolesOf(roles.model(connection), entrepreneurs, trained, clock);
    await Promise.all([
      people.prepare(connection, isDevelopment),
      roles.prepare(connection, isDevelopment),
      origins.prepare(connection, isDevelopment),
      revocations.prepare(),
      entrepreneurs.prepare(),
    ]);
    if (isDevelopment) await trainDevelopmentOfficials(trained, roles.model(connection));
    const supergraph = publishedSupergraph(settings.SUPERGRAPH_FILE);
    const ministries = async () => (await supergraph()).ministries;
    const byCode = await loginByCode(environment, hash);
    const focalPoints = focalPointsOf({
      roles: roles.model(connection),
      people: people.model(connection),
      ministries: async () => (await ministries()).map(({ code }) => code),
      revocations,
      clock,
    });
    const ofPerson = personResolvers(people.model(connection), held);
    const ofFocalPoint = focalPointResolvers(document, focalPoints, people.model(connection), clock);
    const assistance = await assistedService(environment, {
      hash,
      byCode,
      entrepreneurs,
      revocations,
      titleOf: async (code) => titleOf((await supergraph()).services, code),
    });
    const given = rolesGivenOf({
      roles: roles.model(connection),
      people: people.model(connection),
      revocations,
      clock,
    });
    const ofRoles = roleResolvers(document, given, held, clock);
    const ofAssistance = assistanceResolvers(document, assistance, people.model(connection), clock);
    const provider = await openIdProvider({
      environment,
      secret,
      hash,
      login: byCode.login,
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
        Query: { ...ofPerson.Query, ...ofAssistance.Query },
        Citizen: { ...ofPerson.Citizen, ...ofFocalPoint.Citizen, ...ofAssistance.Citizen },
        Mutation: { ...ofFocalPoint.Mutation, ...ofRoles.Mutation, ...ofAssistance.Mutation },
      },
      routes: (server) => {
        byCode.routes(server);
        if (isDevelopment) keywordRoute(server, assistance);
        servedRoute(server, assistance, keys);
        revocationRoutes(server, [revocations.list, () => entrepreneurs.revocations(clock.now())], keys);
        acquaintanceRoute(server, origins.model(connection), keys);
        entrepreneurRoleRoutes(server, {
          roles: entrepreneurs,
          trained,
          people: people.model(connection),
          keys,
          clock,
        });
      },
      stop: provider.stop,
    };
  },
});
