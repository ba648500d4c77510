import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/classify/classifier.ts';
import { decodeModel, encodeModel } from '../../src/classify/model/file.ts';
import { loadNameModel, type NameModel } from '../../src/classify/model/name-model.ts';
import { readable } from '../../src/classify/model/pieces.ts';
import { secondOpinion } from '../../src/classify/model/second-opinion.ts';
import { verdictOf } from '../../src/classify/organisation.ts';
import { readNameModel } from '../../src/config/model.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import { areaUnderCurve } from '../../tools/train/figures.ts';
import { makeNames, type Tongue } from '../../tools/train/make-names.ts';
import { type Example, entries } from '../../tools/train/material.ts';
import { platt } from '../../tools/train/platt.ts';
import { train } from '../../tools/train/train.ts';

const folder = new URL('../../config/model/', import.meta.url);
const bytes = new Uint8Array(readFileSync(new URL('names.bin', folder)));
const model = await readNameModel();
const { modelThresholds } = settingsSchema.parse({});
const second = secondOpinion(model, modelThresholds);

const logOdds = (probability: number) => Math.log(probability / (1 - probability));
const sum = (name: string, of: NameModel) =>
  of.explain(name).reduce((total, { weight }) => total + weight, 0);

describe('the shipped name model', () => {
  it.each([
    ['northwind fibre broadband ltd', 'isp'],
    ['Zorvex Telecomunicações LTDA', 'isp'],
    ['bluepeak webhosting gmbh', 'hosting'],
    ['Brightwater Dental Clinic', 'business'],
    ['Maschinenbau Kettler GmbH & Co. KG', 'business'],
    ['University of Northwind', 'education'],
    ['City of Brightwater', 'government'],
  ])('takes %s for %s', (name, type) => {
    const { kept, confidence, ...verdict } = second(name);
    expect(verdict).toMatchObject({ type, opinion: { network: expect.any(Number) } });
    expect(kept).toBe(!['isp', 'hosting'].includes(type));
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('gives the same opinion whatever the case, accents and white space', () => {
    expect(model.opinion('  TELEFÓNICA   de Brightwater ')).toEqual(
      model.opinion('telefonica de brightwater'),
    );
  });

  it.each([
    '',
    ' ',
    '(not set)'.replace(/\w/g, '1'),
    '12345',
    '10.0.0.1',
    'x',
    '—',
    '北京电信网络有限公司',
    'Ростелеком интернет',
    'مخابرات الرياض',
    'บริษัท อินเทอร์เน็ต',
    '한국통신',
    '\u0000\ud800',
  ])('is unsure of %j', (name) => {
    expect(model.opinion(name).network).toBe(0.5);
    expect(second(name)).toMatchObject({ type: 'unsure', kept: true });
  });

  it('is less sure of a name the more of it is in letters that it does not know', () => {
    const certainty = (name: string) => Math.abs(logOdds(model.opinion(name).network));
    expect(certainty('Broadband Телеком')).toBeLessThan(certainty('Broadband Telekom'));
  });

  it('reads the first letters of a very long name', () => {
    const long = 'broadband '.repeat(1000);
    expect(model.opinion(long)).toEqual(model.opinion(long.slice(0, 200)));
  });

  it('explains any name by pieces that add up to its log odds', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Xairnet SRL', 'Acme & Söhne')),
        (name) => {
          expect(sum(name, model)).toBeCloseTo(logOdds(model.opinion(name).network), 6);
        },
      ),
    );
  });

  it('names pieces as people read them, the heaviest first', () => {
    const pieces = model.explain('Xairnet Broadband');
    expect(pieces.map(({ piece }) => piece)).toEqual(
      expect.arrayContaining(['broadband', '…net', '(any name)']),
    );
    const weights = pieces.map(({ weight }) => Math.abs(weight));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(
      ['<tel', 'net>', 'elec', '<tel>', '<data center>', '^<pt>', '<ltda>$', '#digit'].map(readable),
    ).toEqual([
      'tel…',
      '…net',
      '…elec…',
      'tel',
      'data center',
      'pt (first word)',
      'ltda (last word)',
      '(digit)',
    ]);
  });

  it('is a small file that loads at once', () => {
    expect(bytes.length).toBeLessThan(400_000);
    const start = performance.now();
    loadNameModel(bytes);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('has a card that says what it is made of and how its figures come about', () => {
    const card = readFileSync(new URL('README.md', folder), 'utf8');
    for (const said of [
      'npm run train',
      '--cv 5',
      '--evaluate',
      'CC BY 4.0',
      'CC0',
      'MIT',
      'IPinfo',
      'weakness',
    ]) {
      expect(card).toContain(said);
    }
    const { header } = decodeModel(bytes);
    expect(card).toContain(header.pieces.toLocaleString('en'));
    expect(readFileSync(new URL('../../NOTICE', folder), 'utf8')).toContain('IPinfo');
  });
});

describe('second opinion', () => {
  const saying = (network: number, types = { hosting: 0, education: 0, government: 0, nonprofit: 0 }) =>
    secondOpinion(
      { opinion: () => ({ network, ...types }), explain: () => [] },
      { network: 0.7, organisation: 0.4 },
    )('x');

  it('decides at the thresholds, and keeps what is between them', () => {
    expect(saying(0.7)).toEqual({ type: 'isp', kept: false, confidence: 0.7, opinion: { network: 0.7 } });
    expect(saying(0.69)).toMatchObject({ type: 'unsure', kept: true, opinion: { network: 0.69 } });
    expect(saying(0.41)).toMatchObject({ type: 'unsure', kept: true });
    expect(saying(0.4)).toMatchObject({ type: 'business', kept: true, confidence: 0.6 });
  });

  it('names the type that it is sure of, else only the side', () => {
    const types = { hosting: 0.9, education: 0.1, government: 0.2, nonprofit: 0.1 };
    expect(saying(0.9, types).type).toBe('hosting');
    expect(saying(0.1, types).type).toBe('business');
    expect(saying(0.1, { ...types, government: 0.8 }).type).toBe('government');
    expect(saying(0.1, { ...types, nonprofit: 0.5 }).type).toBe('organisation');
  });

  it('is asked where no rule speaks, and never against a rule', () => {
    const keep = {
      id: 'ours',
      file: 'r.yaml',
      line: 1,
      kind: 'keep',
      type: 'business',
      exact: ['acme broadband'],
      why: '',
      matches: [],
      spares: [],
      confidence: 1,
    } as const;
    const classifier = compile([{ ...keep, exact: [...keep.exact], matches: [], spares: [] }], {
      secondOpinion: second,
    });
    expect(classifier.verdict('Acme Broadband')).toMatchObject({ type: 'business', rule: { id: 'ours' } });
    expect(classifier.verdict('Acme Broadband')).not.toHaveProperty('opinion');
    expect(classifier.verdict('Zorvex Broadband')).toMatchObject({ type: 'isp', kept: false });
    expect(verdictOf({ spellings: ['12345'] }, classifier)).toMatchObject({
      type: 'unsure',
      opinion: { network: 0.5 },
    });
  });
});

const tongue: Tongue = {
  legal: ['ltd', 'gmbh', '{} group'],
  places: ['northwind', 'eastmoor', 'westbury', 'southgate'],
  people: ['keller', 'moreau', 'okafor', 'lindqvist'],
  isp: ['broadband', '{}net', 'telecom'],
  hosting: ['hosting', '{}host', 'cloud servers'],
  business: ['bakery', 'insurance', 'machine tools', 'logistics', 'dental clinic', 'steel'],
  education: ['university of {}', '{} college'],
  government: ['city of {}', 'ministry of {}'],
  nonprofit: ['{} foundation', 'museum {}'],
};
const made: Example[] = ['one', 'two', 'three']
  .flatMap((language) => makeNames(language, tongue, ['alpha', 'orion', 'blue']))
  .map((example, index) => ({ ...example, weight: 1, labelled: index % 2 === 0 }));

describe('training', () => {
  const { bytes: trained } = train(made, 400);

  it('gives the same bytes for the same names', () => {
    expect(Buffer.compare(trained, train(made, 400).bytes)).toBe(0);
  });

  it('learns the words that tell the sides apart, and no more pieces than asked', () => {
    const small = loadNameModel(trained);
    expect(decodeModel(trained).pieces).toHaveLength(400);
    expect(small.opinion('unheard broadband').network).toBeGreaterThan(0.7);
    expect(small.opinion('unheard bakery').network).toBeLessThan(0.3);
    expect(sum('unheard bakery', small)).toBeCloseTo(logOdds(small.opinion('unheard bakery').network), 6);
  });

  it('writes a file that reads back as it was, and refuses one that is cut', () => {
    expect(Buffer.compare(encodeModel(decodeModel(trained)), trained)).toBe(0);
    expect(() => loadNameModel(trained.slice(0, -1))).toThrow(/cut or changed/);
    expect(() => loadNameModel(new TextEncoder().encode('{"format":"other"}\n'))).toThrow(/other/);
  });

  it('leaves out labels that the other names contradict', () => {
    const wrong: Example = {
      name: 'Westbury Telecom Broadband',
      label: 'business',
      weight: 1,
      labelled: true,
    };
    expect(train([...made, wrong], 400).contradicted).toBe(train(made, 400).contradicted + 1);
  });

  it('makes names of a language, the same each time, with every side`s words', () => {
    expect(makeNames('test', tongue, ['alpha'])).toEqual(makeNames('test', tongue, ['alpha']));
    expect(made.some(({ name }) => /^\S+net\b/.test(name))).toBe(true);
    expect(made.every(({ name }) => !name.includes('{'))).toBe(true);
    expect(entries('a b;\n  c d ; e\n')).toEqual(['a b', 'c d', 'e']);
  });

  it('measures: ties count half; scores become probabilities', () => {
    const judged = (label: Example['label'], network: number) => ({ label, network, rule: undefined });
    expect(areaUnderCurve([judged('isp', 0.9), judged('business', 0.1), judged('isp', 0.1)])).toBe(0.75);
    const scores = [3, 3, 3, 3, -3, -3, -3, -3].map((score, index) => ({
      example: {
        name: '',
        label: index === 0 || index > 4 ? 'business' : 'isp',
        weight: 1,
        labelled: true,
      } as const,
      score,
    }));
    const { slope, shift } = platt(scores);
    expect(1 / (1 + Math.exp(-(slope * 3 + shift)))).toBeCloseTo(0.75, 4);
    expect(1 / (1 + Math.exp(-(slope * -3 + shift)))).toBeCloseTo(0.25, 4);
  });
});
