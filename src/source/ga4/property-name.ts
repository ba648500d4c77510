import type { GoogleAuth } from 'google-auth-library';

/** The display name that the Admin API gives a property; undefined if that API is not enabled or refuses. */
export async function propertyName(property: string, auth: GoogleAuth): Promise<string | undefined> {
  const { analyticsadmin } = await import('googleapis/build/src/apis/analyticsadmin/index.js');
  try {
    const admin = analyticsadmin({ version: 'v1beta', auth });
    const { data } = await admin.properties.get(
      { name: `properties/${property}` },
      { retry: false, timeout: 10_000 },
    );
    return data.displayName ?? undefined;
  } catch {
    return undefined;
  }
}
