import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type ServiceError,
  type sendUnaryData,
} from '@grpc/grpc-js';
import type { ReportRequest } from '../../../src/source/ga4/data-api.ts';
import { ApiError, statuses } from './api-error.ts';
import type { Model } from './model.ts';
import { requestFromBytes, service, statusDetails } from './protos.ts';

export interface Standing {
  port: number;
  close(): Promise<void>;
}

/** Serves a model by gRPC on loopback, without encryption. */
export async function startGrpcDataApi({
  model,
  port = 0,
}: {
  model: Model;
  port?: number;
}): Promise<Standing> {
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(checkedService(['RunReport', 'GetMetadata']), {
    RunReport: unary(async (bytes) => {
      const request = requestFromBytes('RunReport', bytes) as ReportRequest;
      return model.runReport((request.property ?? '').replace('properties/', ''), request);
    }),
    GetMetadata: unary(async (bytes) => {
      const { name = '' } = requestFromBytes('GetMetadata', bytes) as { name?: string };
      return model.getMetadata(/^properties\/(\d+)\/metadata$/.exec(name)?.[1] ?? name);
    }),
  });
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, at) =>
      error ? reject(error) : resolve(at),
    );
  });
  return {
    port: bound,
    close: async () => server.forceShutdown(),
  };
}

/** The service with requests left as bytes, to see what a decoder would drop. */
const checkedService = (names: readonly string[]): ServiceDefinition =>
  Object.fromEntries(
    names.map((name) => [name, { ...service[name], requestDeserialize: (bytes: Buffer) => bytes }]),
  ) as ServiceDefinition;

const unary =
  (answer: (bytes: Buffer) => Promise<object>) =>
  (call: ServerUnaryCall<Buffer, object>, done: sendUnaryData<object>) => {
    answer(call.request).then(
      (response) => done(null, response),
      (error) => done(failure(error)),
    );
  };

function failure(error: unknown): Partial<ServiceError> {
  if (!(error instanceof ApiError)) return { code: statuses.INTERNAL.grpc, details: String(error) };
  const { grpc: code } = statuses[error.status];
  const metadata = new Metadata();
  if (error.reason) metadata.set('grpc-status-details-bin', statusDetails(code, error.message, error.reason));
  return { code, details: error.message, metadata };
}
