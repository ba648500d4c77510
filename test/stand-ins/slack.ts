import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SlackAnswer {
  status: number;
  text: string;
}

export interface SlackPost {
  path: string | undefined;
  body: { text: string; blocks: Record<string, unknown>[] };
}

/** Slack's webhooks on loopback: keeps what is posted and answers as it is told; without an answer it hangs up. */
export async function slack(first?: SlackAnswer) {
  let answer = first;
  const posts: SlackPost[] = [];
  const server = createServer(async (asked, response) => {
    let body = '';
    for await (const piece of asked) body += piece;
    posts.push({ path: asked.url, body: JSON.parse(body) });
    if (answer) response.writeHead(answer.status).end(answer.text);
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    posts,
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From now on. */
    answer(next: SlackAnswer | undefined) {
      answer = next;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
