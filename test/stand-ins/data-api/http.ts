import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ReportRequest } from '../../../src/source/ga4/data-api.ts';
import { ApiError, badRequest, statuses } from './api-error.ts';
import type { Standing } from './grpc.ts';
import type { Model } from './model.ts';
import { requestFromJson } from './protos.ts';

/** Serves a model as the Data API's JSON over HTTP does, on loopback. */
export async function startHttpDataApi({
  model,
  port = 0,
}: {
  model: Model;
  port?: number;
}): Promise<Standing> {
  const server = createServer((request, response) => {
    answer(model, request)
      .then(
        (body) => ({ status: 200, body }),
        (error: unknown) => refusal(error),
      )
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
        response.end(JSON.stringify(body));
      });
  });
  // Longer than a reader thinks over a page; with Node's 5 seconds its next request meets a closed socket.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(model: Model, request: IncomingMessage): Promise<object> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, metadataOf] = /^\/v1beta\/properties\/(\d+)\/metadata$/.exec(pathname) ?? [];
  if (request.method === 'GET' && metadataOf) return model.getMetadata(metadataOf);
  const [, reportOf] = /^\/v1beta\/properties\/(\d+):runReport$/.exec(pathname) ?? [];
  if (request.method !== 'POST' || !reportOf)
    throw new ApiError('NOT_FOUND', 'Requested entity was not found.');
  const body: unknown = JSON.parse(await text(request));
  if (typeof body !== 'object' || body === null) throw badRequest('The request is no JSON object.');
  const question = requestFromJson('RunReport', { ...body, property: `properties/${reportOf}` });
  return model.runReport(reportOf, question as ReportRequest);
}

function refusal(error: unknown): { status: number; body: object } {
  const { status, message, reason } =
    error instanceof ApiError ? error : new ApiError('INTERNAL', String(error));
  const code = statuses[status].http;
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' };
  return { status: code, body: { error: { code, message, status, ...(reason && { details: [info] }) } } };
}
