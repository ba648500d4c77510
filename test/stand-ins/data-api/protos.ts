import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON, loadSync, type MessageTypeDefinition, type PackageDefinition } from '@grpc/proto-loader';
import { badRequest } from './api-error.ts';

const clientEntry = fileURLToPath(import.meta.resolve('@google-analytics/data'));
const gaxEntry = createRequire(clientEntry).resolve('google-gax');
const clientProtos = path.join(path.dirname(clientEntry), '..', 'protos');
const gaxProtos = path.join(path.dirname(gaxEntry), '..', 'protos');

const options = { keepCase: false, longs: String, enums: String, defaults: false, oneofs: false };
const packages: PackageDefinition = loadSync('google/analytics/data/v1beta/analytics_data_api.proto', {
  ...options,
  includeDirs: [clientProtos, gaxProtos],
});

/** The Data API's service from the client package's own protos; fields that were not set are absent. */
export const service = packages['google.analytics.data.v1beta.BetaAnalyticsData'] as ServiceDefinition;

const method = (name: string) => {
  const found = service[name];
  if (!found) throw new Error(`the protos have no ${name}`);
  return found;
};

/** A request as gRPC would deliver it; a field that the protos do not know is refused, as the API does. */
export function requestFromJson(methodName: string, json: object): object {
  const { requestSerialize, requestDeserialize } = method(methodName);
  const request: object = requestDeserialize(requestSerialize(json));
  refuseUnknown(json, request, '');
  return request;
}

function refuseUnknown(sent: unknown, known: unknown, at: string): void {
  if (typeof sent !== 'object' || sent === null) return;
  for (const [name, value] of Object.entries(sent)) {
    if (Array.isArray(value) && value.length === 0) continue;
    if (typeof known !== 'object' || known === null || !(name in known)) {
      throw badRequest(
        `Invalid JSON payload received. Unknown name "${name}"${at && ` at '${at}'`}: Cannot find field.`,
      );
    }
    refuseUnknown(
      value,
      known[name as keyof typeof known],
      Array.isArray(sent) ? at : [at, name].filter(Boolean).join('.'),
    );
  }
}

/** The request's bytes as a message; bytes that the protos do not know are refused. */
export function requestFromBytes(methodName: string, bytes: Buffer): object {
  const { requestSerialize, requestDeserialize } = method(methodName);
  const request: object = requestDeserialize(bytes);
  if (requestSerialize(request).length !== bytes.length) throw badRequest('The request has unknown fields.');
  return request;
}

const rpc = fromJSON(createRequire(gaxEntry)(path.join(gaxProtos, 'status.json')), options);
const message = (name: string) => rpc[name] as MessageTypeDefinition<object, object>;

/** google.rpc.Status with an ErrorInfo, as the trailer `grpc-status-details-bin` holds it. */
export function statusDetails(code: number, text: string, reason: string): Buffer {
  const info = message('google.rpc.ErrorInfo').serialize({ reason, domain: 'googleapis.com' });
  const details = [
    {
      type_url: 'type.googleapis.com/google.rpc.ErrorInfo',
      typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo',
      value: info,
    },
  ];
  return message('google.rpc.Status').serialize({ code, message: text, details });
}
