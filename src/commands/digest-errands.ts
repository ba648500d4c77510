import { createHash } from 'node:crypto';
import type { Settings } from '../config/schema.ts';
import type { DigestFacts } from '../digest/digest.ts';
import { digestSlack } from '../digest/slack.ts';
import { subject } from '../digest/words.ts';
import type { Edge } from '../edge.ts';
import { windowName } from '../history/days.ts';
import { mailer } from '../sink/email.ts';
import { slackPoster } from '../sink/slack.ts';
import type { Errand } from './deliver.ts';

export interface Digest {
  facts: DigestFacts;
  html: string;
  text: string;
}

/** A digest to everybody whom the settings name: each recipient of mail is one, and so is the Slack channel. */
export function errandsOf({ facts, html, text }: Digest, { sinks }: Settings, edge: Edge): Errand[] {
  const window = windowName(facts.days);
  const about = { site: facts.site, window, segment: facts.segment ?? '' };
  const errands: Errand[] = [];
  if (sinks.email.enabled) {
    const { host, port } = sinks.email;
    const send = mailer(sinks.email, edge);
    const source = shortHash(facts.source);
    const id = ['ga-leads', facts.site, source, window, facts.segment ?? 'all'].join('.');
    for (const to of new Set(sinks.email.to)) {
      errands.push({
        subject: { kind: `email-digest:${shortHash(to.toLowerCase())}`, ...about },
        to: `${to} by ${host}:${port}`,
        personal: [to],
        send: () => send({ to, subject: subject(facts), html, text, id }),
      });
    }
  }
  if (sinks.slack.enabled) {
    const post = slackPoster(sinks.slack, edge);
    errands.push({
      subject: { kind: 'slack-digest', ...about },
      to: 'Slack',
      personal: [],
      send: () => post(digestSlack(facts)),
    });
  }
  return errands;
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
