import type { AuthClient } from 'google-auth-library';

/** The display name that the Admin API gives a property; undefined if that API is not enabled or refuses. */
export async function propertyName(property: string, authClient: AuthClient): Promise<string | undefined> {
  const { GoogleAuth } = await import('google-auth-library');
  const { analyticsadmin } = await import('googleapis/build/src/apis/analyticsadmin/index.js');
  try {
    const admin = analyticsadmin({ version: 'v1beta', auth: new GoogleAuth({ authClient }) });
    const { data } = await admin.properties.get(
      { name: `properties/${property}` },
      { retry: false, timeout: 10_000 },
    );
    return data.displayName ?? undefined;
  } catch {
    return undefined;
  }
}
