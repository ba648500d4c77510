import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { Automaton } from '../../src/classify/automaton.ts';
import { compile } from '../../src/classify/classifier.ts';
import { verdictOf } from '../../src/classify/organisation.ts';
import { edgeHolds, literalOf, patternFault } from '../../src/classify/pattern.ts';
import { parsePhrase } from '../../src/classify/phrase.ts';
import { requiredTexts } from '../../src/classify/required.ts';
import { foldWords, matchingForm } from '../../src/text.ts';
import type { Looks, Rule, Verdict, VerdictType } from '../../src/types.ts';

type Search = Pick<Rule, 'pattern' | 'words' | 'starts' | 'exact' | 'looks'>;

const rule = (id: string, search: Search, more: Partial<Rule> = {}): Rule => ({
  id,
  file: 'rules.yaml',
  line: 1,
  kind: 'exclude',
  type: 'isp',
  why: 'for a test',
  matches: [],
  spares: [],
  confidence: 0.9,
  ...search,
  ...more,
});

const digits = (...before: string[]): string[] =>
  before.flatMap((text) => [...'0123456789'].map((digit) => text + digit));

/** What a single rule matches of a name; undefined if it does not match. */
const matched = (search: Search, name: string): string | undefined =>
  compile([rule('only', search)]).verdict(name).matched;

const keepUniversities = rule('university', { words: ['university'] }, { kind: 'keep', type: 'education' });
const excludeTelecoms = rule('telecom', { words: ['*telecom*'] });

describe('a verdict', () => {
  it('is that of the first rule that matches, keep or exclude', () => {
    const keepFirst = compile([keepUniversities, excludeTelecoms]);
    expect(keepFirst.verdict('University Telecom')).toEqual({
      type: 'education',
      kept: true,
      confidence: 0.9,
      rule: keepUniversities,
      matched: 'university',
    });
    expect(compile([excludeTelecoms, keepUniversities]).verdict('University Telecom')).toMatchObject({
      type: 'isp',
      kept: false,
      rule: excludeTelecoms,
      matched: 'telecom',
    });
  });

  it('goes by the order of the rules, whatever the kinds of search', () => {
    const searches: Search[] = [
      { looks: 'bare-tld' },
      { pattern: '^[a-z]+$' },
      { words: ['com'] },
      { pattern: 'com' },
      { exact: ['com'] },
      { starts: ['co*'] },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(searches, { minLength: 1 }), (shuffled) => {
        const rules = shuffled.map((search, place) => rule(`r${place}`, search));
        const classifier = compile(rules);
        expect(classifier.verdict('COM').rule).toBe(rules[0]);
        expect(classifier.hits('COM').map((hit) => hit.rule)).toEqual(rules);
      }),
    );
  });

  it('is unsure and kept where no rule speaks, or what a second opinion says', () => {
    expect(compile([excludeTelecoms]).verdict('Siemens AG')).toEqual({
      type: 'unsure',
      kept: true,
      confidence: 0.5,
    });
    const opinion: Verdict = { type: 'business', kept: true, confidence: 0.8 };
    const classifier = compile([excludeTelecoms], {
      secondOpinion: (name) => (name === 'Siemens AG' ? opinion : undefined),
    });
    expect(classifier.verdict('Siemens AG')).toBe(opinion);
    expect(classifier.verdict('Bosch').type).toBe('unsure');
    expect(classifier.verdict('Siemens Telecom').rule).toBe(excludeTelecoms);
  });

  it('is the same for every spelling of a matching form', () => {
    const classifier = compile([rule('a', { pattern: '\\bat&t\\b' }), rule('b', { exact: ['telefónica'] })]);
    for (const name of ['AT&T Services', ' at&t\tservices ', 'ＡＴ＆Ｔ services', 'a\u200bt at&t']) {
      expect(classifier.verdict(name).rule?.id, name).toBe('a');
    }
    for (const name of ['TELEFÓNICA', 'Telefonica', 'Telefo\u0301nica'])
      expect(classifier.verdict(name).rule?.id, name).toBe('b');
  });

  it('comes in linear time on any pattern and name', () => {
    const nasty = ['^(a+)+$', '(a|aa)+b', '(.*)(.*)(.*)(.*)x$', '(a?){30}a{30}z'];
    const classifier = compile(nasty.map((pattern, place) => rule(`r${place}`, { pattern })));
    const names = [
      'a'.repeat(100_000),
      `${'a'.repeat(50_000)}!`,
      'a.'.repeat(50_000),
      `a@${'.'.repeat(50_000)}@`,
    ];
    const all = compile([
      ...(['empty', 'ip', 'email', 'phone', 'bare-tld'] as Looks[]).map((looks) => rule(looks, { looks })),
      rule('words', { words: ['*a*', 'a'], starts: ['a*'] }),
      rule('exact', { exact: ['a a'] }),
    ]);
    const started = performance.now();
    for (const name of names) for (const classify of [classifier, all]) classify.verdict(name);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('words', () => {
  it.each([
    // entry, name, what it matches
    ['cox communications', 'Cox Communications, Inc.', 'cox communications'],
    ['cox communications', 'Wilcox Communications', undefined],
    ['cox communications', 'Cox Communicationsx', undefined],
    ['cox communications', 'Cox (Communications)', 'cox communications'],
    ['isp', 'Crispin Ltd', undefined],
    ['isp', 'An I.S.P. of note', 'isp'],
    ['at&t', 'AT&T Internet', 'at&t'],
    ['at&t', 'AT & T Internet', undefined],
    ["l'oreal", 'LOréal SA', 'loreal'],
    ['telefónica', 'TELEFONICA DE ESPANA', 'telefonica'],
    ['straße', 'Strasse des Netzes', 'strasse'],
    ['*telecom*', 'Deutsche Eurotelecoms GmbH', 'eurotelecoms'],
    ['*telecom*', 'Telecom', 'telecom'],
    ['telekom*', 'Telekomunikasi Indonesia', 'telekomunikasi'],
    ['telekom*', 'Eurotelekom', undefined],
    ['*bank', 'Volksbank Mainz', 'volksbank'],
    ['*bank', 'Volksbanken', undefined],
    ['mobile tele*', 'MTS (Mobile TeleSystems)', 'mobile telesystems'],
    // scripts that write no spaces between words
    ['电信', '中国电信集团', '电信'],
    ['株式会社', '株式会社NTTドコモ', '株式会社'],
    ['ntt', '株式会社NTTドコモ', 'ntt'],
    ['ntt', 'nttpc communications', undefined],
    ['ドコモ', 'nttドコモ東京', 'ドコモ'],
    ['통신', '한국통신프리텔', '통신'],
    ['อินเทอร์เน็ต', 'บริษัทอินเทอร์เน็ตไทย', 'อินเทอร์เน็ต'],
    ['ростелеком', 'ПАО «Ростелеком»', 'ростелеком'],
    ['ростелеком', 'Дальростелеком', undefined],
  ])('%j in %j is %j', (entry, name, expected) => {
    expect(matched({ words: [entry] }, name)).toBe(expected && foldWords(expected).join(' '));
  });

  it('name the entry of a list that matched: the first in the name, the longest there', () => {
    const brands = { words: ['vodafone', 'orange', 'orange business', 'o2'] };
    expect(matched(brands, 'O2 by Vodafone')).toBe('o2');
    expect(matched(brands, 'An Orange Business service')).toBe('orange business');
  });

  it('find the same as looking for each entry by itself, with word ends as in a regular expression', () => {
    const letter = fc.constantFrom('a', 'b', 'é', 'ж', '中', '文', 'カ', '가', 'ก', '𠮷', '1', '&');
    const word = fc.string({ unit: letter, minLength: 1, maxLength: 4 });
    const phrase = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
    const entry = fc
      .tuple(fc.boolean(), phrase, fc.boolean())
      .map(([before, text, after]) => `${before ? '*' : ''}${text}${after ? '*' : ''}`);
    const name = fc.string({ unit: fc.oneof(letter, fc.constantFrom(' ', '-')), maxLength: 14 });
    const unspaced = '[\\p{sc=Han}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}]';
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), name, (entries, text) => {
        const rules = entries.map((one, place) => rule(`r${place}`, { words: [one] }));
        const expected = entries.flatMap((one, place) => {
          const body = RegExp.escape(foldWords(one.replaceAll('*', '')).join(' '));
          const before = one.startsWith('*') ? '' : `(?:(?<![^ ])|(?<=${unspaced})|(?=${unspaced}))`;
          const after = one.endsWith('*') ? '' : `(?:(?![^ ])|(?=${unspaced})|(?<=${unspaced}))`;
          const found = new RegExp(`${before}${body}${after}`, 'u').test(foldWords(text).join(' '));
          return found ? [`r${place}`] : [];
        });
        expect(
          compile(rules)
            .hits(text)
            .map((hit) => hit.rule.id),
        ).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('starts and exact', () => {
  it.each([
    [{ starts: ['ip'] }, 'IP Pool 12', 'ip'],
    [{ starts: ['ip'] }, 'Static IP Pool', undefined],
    [{ starts: ['ip'] }, 'Ipsos', undefined],
    [{ starts: ['ip*'] }, 'Ipsos', 'ipsos'],
    [{ starts: ['中国'] }, '中国电信', '中国'],
    [{ exact: ['cogent'] }, 'COGENT', 'cogent'],
    [{ exact: ['cogent'] }, 'Cogent, Inc.', 'cogent'],
    [{ exact: ['cogent'] }, 'Cogent Systems', undefined],
    [{ exact: ['cogent'] }, 'New Cogent', undefined],
    [{ exact: ['telkom indonesia'] }, 'PT Telkom Indonesia Tbk', 'telkom indonesia'],
    [{ exact: ['cogent inc'] }, 'Cogent Inc', 'cogent inc'],
    [{ exact: ['cogent inc'] }, 'Cogent', undefined],
    [{ exact: ['(not set)'] }, '(not set)', 'not set'],
  ] as [Search, string, string | undefined][])('%j in %j is %j', (search, name, expected) => {
    expect(matched(search, name)).toBe(expected);
  });
});

describe('a phrase', () => {
  it.each([
    ['*', 'words'],
    ['**', 'words'],
    ['...', 'words'],
    ['', 'exact'],
    ['net* services', 'words'],
    ['* telecom', 'words'],
    ['telecom *', 'words'],
    ['*tele', 'starts'],
    ['tele*', 'exact'],
  ] as const)('%j is refused in %s', (entry, list) => {
    expect(parsePhrase(entry, list)).toHaveProperty('fault');
  });
});

describe('pattern', () => {
  it.each([
    ['cox communications?', 'Wilcox Communication', 'cox communication'],
    ['\\bcox\\b', 'Wilcox', undefined],
    ['\\bcox\\b', 'A-COX.net', 'cox'],
    ['ip ', 'Kwik Trip Inc', 'ip '],
    ['ip ', 'Ipsos', undefined],
    ['^ip', 'Kwik Trip', undefined],
    ['net$', 'Comcast.NET', 'net'],
    ['net$', 'Network', undefined],
    ['^as ?\\d+$', 'AS 15169', 'as 15169'],
    ['ΣΑΣ', 'σας', 'σας'],
    ['σασ', 'ΣΑΣ', 'σας'],
    ['\\bpool-[0-9]+', 'pool-12.example', 'pool-12'],
    ['a\\.b', 'A.B', 'a.b'],
    ['a\\.b', 'AxB', undefined],
    ['中国', '中国电信', '中国'],
  ])('%j in %j is %j', (pattern, name, expected) => {
    expect(patternFault(pattern)).toBeUndefined();
    expect(matched({ pattern }, name)).toBe(expected);
  });

  it.each([
    ['(?=cox)', 'look-around'],
    ['(?<!wil)cox', 'look-around'],
    ['(cox) \\1', 'back-references'],
    ['(cox', 'missing closing )'],
    ['[cox', 'missing closing ]'],
    ['*cox', 'missing argument'],
    ['x{2000}', 'repeat count'],
    ['(((a{100}){100}){100}){100}', 'repeat count'],
    ['', 'empty'],
    ['  ', 'empty'],
    ['cox|', 'every name'],
    ['a*', 'every name'],
    ['\\b', 'every name'],
    ['.', 'every name'],
    ['^.+$', 'every name'],
  ])('%j is refused: %s', (pattern, reason) => {
    expect(patternFault(pattern)).toContain(reason);
  });

  it('is refused where it nests without end', () => {
    expect(patternFault(`${'('.repeat(2_000)}a${')'.repeat(2_000)}`)).toContain('nests too deeply');
  });

  it('allows what only looks like look-around', () => {
    expect(patternFault('a\\(?=b')).toBeUndefined();
  });

  it('finds a plain text just as RE2 does', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      'k',
      's',
      '_',
      '1',
      ' ',
      '-',
      '&',
      '.',
      '中',
      'é',
      'ß',
      'İ',
      'и',
      'σ',
      'ς',
      'ſ',
      'K',
    );
    const body = fc.string({ unit, minLength: 1, maxLength: 3 }).map((text) => text.replaceAll('.', '\\.'));
    const pattern = fc
      .tuple(fc.constantFrom('', '^', '\\b'), body, fc.constantFrom('', '$', '\\b'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.string({ unit, maxLength: 8 }), (source, name) => {
        const literal = literalOf(source);
        fc.pre(literal !== undefined);
        const form = matchingForm(name);
        const { text, before, after } = literal as NonNullable<typeof literal>;
        const ends = [...form].map((_, at) => at).filter((at) => form.startsWith(text, at));
        const found = ends.some(
          (at) => edgeHolds(before, form, at) && edgeHolds(after, form, at + text.length),
        );
        expect(found, `${source} in ${form}`).toBe(RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).test(form));
        expect(compile([rule('a', { pattern: source })]).hits(name).length > 0).toBe(found);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is tried on every name that it matches', () => {
    const { pattern } = fc.letrec<{ pattern: string; sequence: string; piece: string }>((tie) => ({
      pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|')),
      sequence: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
      piece: fc
        .tuple(
          fc.oneof(
            { maxDepth: 3 },
            fc.constantFrom(...'aab1', ' ', '\\.', '.', '[ab]', '[^a]', '[a-c1]', '[]\\d.-]', '[[:alpha:]]'),
            fc.constantFrom(
              '\\d',
              '\\w',
              '\\S',
              '\\pL',
              '\\p{Latin}',
              '\\x61',
              '\\141',
              'É',
              '中',
              '{',
              '\\Qa.b\\E',
            ),
            fc.constantFrom('(?i)', '^', '$', '\\b', '\\B', '\\A', '\\z').map((text) => `(?:${text})`),
            tie('pattern').map((inner) => `(${inner})`),
            tie('pattern').map((inner) => `(?P<n>${inner})`),
            tie('pattern').map((inner) => `(?:${inner})`),
          ),
          fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{0}', '{1,}', '+?', '{,2}'),
        )
        .map((parts) => parts.join('')),
    }));
    const name = fc.string({ unit: fc.constantFrom(...'aaabb1 .é中{'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, fc.array(name, { minLength: 10, maxLength: 10 }), (source, names) => {
        fc.pre(patternFault(source) === undefined);
        const classifier = compile([rule('a', { pattern: source })]);
        for (const one of names) {
          const matches = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).test(matchingForm(one));
          expect(classifier.verdict(one).rule !== undefined, `${source} in ${one}`).toBe(matches);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['colou?r', ['color', 'colour']],
    ['\\.(edu|ac)$', ['.ac', '.edu']],
    ['^(pool|dsl)[-_]\\d+', digits('dsl-', 'dsl_', 'pool-', 'pool_')],
    ['cox|comcast.*cable', ['cox', 'comcast']],
    ['county( of)?', ['county']],
    ['(net)+work', ['network']],
    ['xy+x', ['xy']],
    ['x[\\--0]', ['x-', 'x.', 'x/', 'x0']],
    ['[a-z]+', undefined],
    ['cox|x*', undefined],
    ['\\Qcox\\E', undefined],
    ['ИП [a-z]', [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `ип ${letter}`)],
    ['σ x', [' x']],
  ])('%j is tried only where the name holds one of %j', (pattern, texts) => {
    expect(requiredTexts(pattern)?.toSorted()).toEqual(texts?.toSorted());
  });

  it('works in lists of many', () => {
    const rules = Array.from({ length: 250 }, (_, n) => rule(`r${n}`, { pattern: `\\bnet[-_]?${n}x?\\b` }));
    const classifier = compile(rules);
    for (const n of [0, 99, 100, 199, 249]) {
      expect(classifier.verdict(`the NET-${n} pool`)).toMatchObject({ rule: rules[n], matched: `net-${n}` });
      expect(classifier.hitOf(n, `net_${n}x`)?.matched).toBe(`net_${n}x`);
      expect(classifier.hitOf(n, `net_${n + 1}`)).toBeUndefined();
    }
    const broad = compile([rule('two', { pattern: '\\w\\w' }), rule('three', { pattern: '\\w\\w\\w' })]);
    expect(broad.hitOf(1, 'ab')).toBeUndefined();
    expect(classifier.hits('net1 net2 net200x').map((hit) => hit.matched)).toEqual([
      'net1',
      'net2',
      'net200x',
    ]);
  });
});

describe('the automaton', () => {
  it('finds every occurrence of every text', () => {
    const unit = fc.constantFrom('a', 'b', 'c', '\u0080', '\u0090', '中', '丮', '\ud842', '\udfb7');
    const text = fc.string({ unit, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.string({ unit, maxLength: 30 }), (texts, name) => {
        const found: string[] = [];
        new Automaton(texts).scan(name, (index, end) => found.push(`${end}:${index}`));
        const expected = texts.flatMap((one, index) =>
          [...Array(name.length).keys()]
            .filter((at) => name.startsWith(one, at))
            .map((at) => `${at + one.length}:${index}`),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('looks', () => {
  const cases: Record<Looks, { yes: string[]; no: string[] }> = {
    empty: { yes: ['', ' ', '-', '"', '…'], no: ['3', 'x', '株'] },
    ip: {
      yes: [
        '192.0.2.7',
        '192.0.2.0/24',
        '192-0-2-7',
        '192.0.2.7:80',
        '2001:db8::1',
        '[::1]:443',
        '::ffff:192.0.2.1',
      ],
      no: ['192.0.2', '192.0.2.256', '1.2.3.4.5', 'cafe', 'dead beef', '192.0.2.7.example.net', '12:30'],
    },
    email: {
      yes: [
        'jane@example.com',
        'Jane.Doe+x@mail.example.co.uk',
        '<jane@example.com>',
        'mailto:j@example.com',
      ],
      no: ['@home', 'jane@home', 'design @ work', 'example.com', `${'a'.repeat(300)}@example.com`],
    },
    phone: {
      yes: ['+49 30 1234567', '(555) 555-0100', '0301234567', 'Tel: +44 20 7946 0000', '12345678'],
      no: ['1-800-FLOWERS', '365', '4711', '3M', '123456', '1234567890123456'],
    },
    'bare-tld': {
      yes: ['com', '.net', 'DE', 'co.uk', 'gov.in', 'xn--p1ai'],
      no: ['comcast.net', 'bmw', 'hp', 'google', 'com hem', 'localdomain', 'github.io'],
    },
  };
  for (const [kind, { yes, no }] of Object.entries(cases) as [Looks, { yes: string[]; no: string[] }][]) {
    it(kind, () => {
      const classifier = compile([rule('only', { looks: kind }, { type: 'placeholder' })]);
      expect(yes.filter((name) => classifier.verdict(name).type !== 'placeholder')).toEqual([]);
      expect(no.filter((name) => classifier.verdict(name).type === 'placeholder')).toEqual([]);
    });
  }

  it('never repeats a personal value', () => {
    for (const [looks, name] of [
      ['email', 'jane@example.com'],
      ['phone', '0301234567'],
      ['ip', '192.0.2.7'],
    ] as const)
      expect(matched({ looks }, name)).not.toContain(name);
  });
});

describe('an organisation', () => {
  const opinion = (type: VerdictType): Verdict => ({ type, kept: true, confidence: 0.7 });
  const classifier = compile(
    [
      keepUniversities,
      excludeTelecoms,
      rule('net', { words: ['comcast'] }),
      rule('guess', { words: ['ford net'] }, { confidence: 0.6 }),
    ],
    {
      secondOpinion: (name) => ({ Bosch: opinion('business'), 'Bosch School': opinion('education') })[name],
    },
  );
  const typeOf = (spellings: string[], domain?: string) =>
    verdictOf({ spellings, ...(domain !== undefined && { domain }) }, classifier).type;

  it('has the surest verdict that a rule gives one of its spellings, of equals that of the heaviest', () => {
    expect(typeOf(['Somebody', 'Some Telecom', 'Some University'])).toBe('isp');
    expect(typeOf(['Some University', 'Some Telecom'])).toBe('education');
    expect(typeOf(['FORD-NET', 'Ford University'])).toBe('education');
  });

  it('is judged by its domain where no rule speaks of its spellings', () => {
    expect(typeOf(['Somebody'], 'comcast.net')).toBe('isp');
    expect(typeOf(['Some University'], 'comcast.net')).toBe('education');
  });

  it('has a second opinion only where no rule speaks at all', () => {
    expect(typeOf(['Bosch', 'Bosch Telecom'])).toBe('isp');
    expect(typeOf(['Somebody', 'Bosch', 'Bosch School'])).toBe('business');
    expect(typeOf(['Somebody'])).toBe('unsure');
    expect(typeOf([])).toBe('unsure');
  });
});
