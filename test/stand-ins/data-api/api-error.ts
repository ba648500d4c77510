/** The canonical errors of Google's APIs (google.rpc.Code), as gRPC code and HTTP status. */
export const statuses = {
  INVALID_ARGUMENT: { grpc: 3, http: 400 },
  DEADLINE_EXCEEDED: { grpc: 4, http: 504 },
  NOT_FOUND: { grpc: 5, http: 404 },
  PERMISSION_DENIED: { grpc: 7, http: 403 },
  RESOURCE_EXHAUSTED: { grpc: 8, http: 429 },
  UNIMPLEMENTED: { grpc: 12, http: 501 },
  INTERNAL: { grpc: 13, http: 500 },
  UNAVAILABLE: { grpc: 14, http: 503 },
  UNAUTHENTICATED: { grpc: 16, http: 401 },
} as const;
export type Status = keyof typeof statuses;

/** A refusal as the Data API words it. */
export class ApiError extends Error {
  readonly status: Status;
  /** google.rpc.ErrorInfo's reason. */
  readonly reason: string | undefined;

  constructor(status: Status, message: string, reason?: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export const badRequest = (message: string): ApiError => new ApiError('INVALID_ARGUMENT', message);

const moreAboutQuotas =
  'To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas';
const exhausted = (what: string) => new ApiError('RESOURCE_EXHAUSTED', `${what} ${moreAboutQuotas}`);

/** Every way in which the Data API refuses, by the name of the row in the error table. */
export const faults = {
  concurrent: () => exhausted('Exhausted concurrent requests quota.'),
  tokensPerHour: () =>
    exhausted('Exhausted property tokens per hour. These quota tokens will return in under an hour.'),
  tokensPerProjectPerHour: () =>
    exhausted(
      'Exhausted property tokens for a project per hour. These quota tokens will return in under an hour.',
    ),
  tokensPerDay: () =>
    exhausted('Exhausted property tokens per day. These quota tokens will return in under 24 hours.'),
  thresholded: () =>
    exhausted('Exhausted potentially thresholded requests quota. This quota will refresh in under an hour.'),
  serverErrors: () => exhausted('Exhausted server errors quota. This quota will refresh in under an hour.'),
  internal: () => new ApiError('INTERNAL', 'Internal error encountered.'),
  unavailable: () => new ApiError('UNAVAILABLE', 'The service is currently unavailable.'),
  deadline: () => new ApiError('DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
  unauthenticated: () =>
    new ApiError(
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    ),
  noAccess: () =>
    new ApiError(
      'PERMISSION_DENIED',
      'User does not have sufficient permissions for this property. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.',
    ),
  apiDisabled: () =>
    new ApiError(
      'PERMISSION_DENIED',
      'Google Analytics Data API has not been used in project 424242 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/analyticsdata.googleapis.com/overview?project=424242 then retry.',
      'SERVICE_DISABLED',
    ),
  scope: () =>
    new ApiError(
      'PERMISSION_DENIED',
      'Request had insufficient authentication scopes.',
      'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    ),
  quotaProject: () =>
    new ApiError(
      'PERMISSION_DENIED',
      'Your application is authenticating by using local Application Default Credentials. The analyticsdata.googleapis.com API requires a quota project, which is not set by default.',
      'SERVICE_DISABLED_WITHOUT_QUOTA_PROJECT',
    ),
} satisfies Record<string, () => ApiError>;
