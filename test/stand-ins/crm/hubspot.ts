import { Companies } from './hubspot/companies.ts';
import { type HubSpotLimits, Limits } from './hubspot/limits.ts';
import { Properties, type Property } from './hubspot/properties.ts';
import { Refused, refusal, refuse } from './hubspot/refusal.ts';
import { routesOf } from './hubspot/routes.ts';
import { type Asked, type CrmStandIn, type Reply, serveCrm } from './server.ts';

export interface HubSpotOptions {
  token?: string;
  apiVersion?: string;
  portalId?: number;
  /** Also serves the paths of v3, for HubSpot's own client. */
  legacyPaths?: boolean;
  /** What the token may do; everything that we need where absent. */
  scopes?: readonly string[];
  /** None are enforced where absent. */
  limits?: HubSpotLimits;
  /** Milliseconds until a search finds what was written; 10,000 where absent. */
  searchLag?: number;
  now?(): number;
  port?: number;
}

export interface HubSpotStandIn extends CrmStandIn {
  token: string;
  portalId: number;
  properties: Map<string, Property>;
  /** An administrator's rules for companies: why one is refused. */
  rules: ((values: Record<string, string>) => string | undefined)[];
  /** As a person merges two: the first survives. */
  merge(survivor: string, other: string): void;
}

const everyScope = ['objects', 'schemas'].flatMap((what) =>
  ['read', 'write'].map((how) => `crm.${what}.companies.${how}`),
);

/** HubSpot on loopback, as its documentation of 2026-09 and its threads describe it. */
export async function startHubSpot(options: HubSpotOptions = {}): Promise<HubSpotStandIn> {
  const { apiVersion = '2026-09', searchLag = 10_000, now = Date.now, scopes = everyScope } = options;
  const { portalId = 4_242_424 } = options;
  const token = options.token ?? 'pat-eu1-stand-in';
  const properties = new Properties();
  const rules: HubSpotStandIn['rules'] = [];
  const companies = new Companies(properties, now, searchLag, rules);
  const limits = new Limits(options.limits ?? {}, now);
  const routes = routesOf({ companies, properties, portalId, now });

  /** Behind the version and the object; undefined where there is no such API. */
  const placeOf = (path: string): string | undefined => {
    const places: [string, string][] = [
      [`/account-info/${apiVersion}/details`, 'account'],
      [`/crm/objects/${apiVersion}/companies`, 'objects'],
      [`/crm/properties/${apiVersion}/companies`, 'properties'],
      ...(options.legacyPaths
        ? ([
            ['/account-info/v3/details', 'account'],
            ['/crm/v3/objects/companies', 'objects'],
            ['/crm/v3/properties/companies', 'properties'],
          ] satisfies [string, string][])
        : []),
    ];
    const [start, name] = places.find(([each]) => path === each || path.startsWith(`${each}/`)) ?? [];
    return start === undefined ? undefined : `${name}${path.slice(start.length)}`;
  };
  const routeOf = ({ method, path }: Asked) => {
    const place = placeOf(path);
    for (const route of place === undefined ? [] : routes) {
      const found = route.method === method ? place?.match(route.path) : null;
      if (found) return { route, found };
    }
    return undefined;
  };

  const answer = (asked: Asked): Reply => {
    const { headers, body } = asked;
    if (headers.authorization !== `Bearer ${token}`) {
      return refuse(
        401,
        refusal('INVALID_AUTHENTICATION', 'Authentication credentials not found or expired.'),
      );
    }
    const match = routeOf(asked);
    if (!match) return { status: 404, body: '<html><body>404 Not Found</body></html>' };
    const { route, found } = match;
    if (route.scope !== undefined && !scopes.includes(route.scope)) {
      const message = 'One or more of the following scopes are required.';
      return refuse(403, {
        ...refusal('MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call."),
        errors: [{ message, context: { requiredGranularScopes: [route.scope] } }],
      });
    }
    const tooMany = limits.count(/search$/.test(asked.path));
    if (tooMany) return tooMany;
    if (asked.method === 'POST' && !headers['content-type']?.startsWith('application/json')) {
      return refuse(415, refusal('VALIDATION_ERROR', 'Unsupported Media Type'));
    }
    try {
      return route.answer(asked, body === '' ? {} : JSON.parse(body), found);
    } catch (error) {
      if (error instanceof Refused) return error.reply;
      if (error instanceof SyntaxError) return refuse(400, refusal('VALIDATION_ERROR', 'Invalid input JSON'));
      throw error;
    }
  };

  const server = await serveCrm(
    (asked) => routeOf(asked)?.route.purpose ?? 'other',
    (asked) => {
      const reply = answer(asked);
      return /search$/.test(asked.path)
        ? reply
        : { ...reply, headers: { ...limits.headers, ...reply.headers } };
    },
    options.port,
  );
  const known = (id: string) => {
    const company = companies.byId(id);
    if (!company) throw new Error(`there is no company ${id}`);
    return company;
  };
  const must = (refused: object | undefined) => {
    if (refused && 'category' in refused) throw new Error(JSON.stringify(refused));
  };
  return Object.assign(server, {
    token,
    portalId,
    rules,
    properties: properties.all,
    companies: () =>
      [...companies.all.values()]
        .filter(({ archived }) => !archived)
        .map(({ id, properties: values }) => ({ id, values: { ...values } })),
    // People's companies have long been indexed.
    add: ({ name, domain }: { name: string; domain?: string }) => {
      const made = companies.make({ name, ...(domain !== undefined && { domain }) }, 0);
      must(made);
      return 'id' in made ? made.id : '';
    },
    edit: (id: string, field: string, value: string | number) =>
      must(companies.change(known(id), { [field]: String(value) }, 0)),
    remove: (id: string) => companies.archive(known(id)),
    merge: (survivor: string, other: string) => companies.merge(known(survivor), known(other)),
  });
}
