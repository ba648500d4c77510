/** The made vendor's site: a maker of software for industrial visual inspection. */
export const siteUrl = 'https://www.example.com';

/** Its pages by section. */
export const pages = {
  home: ['/'],
  product: [
    '/products',
    '/products/surface-inspection',
    '/products/weld-inspection',
    '/products/x-ray-analysis',
    '/products/edge-runtime',
    '/products/integrations',
  ],
  solution: [
    '/solutions/automotive',
    '/solutions/electronics',
    '/solutions/food-and-packaging',
    '/solutions/energy',
    '/solutions/medical-devices',
  ],
  customer: [
    '/customers',
    '/customers/tier-one-supplier',
    '/customers/bakery-group',
    '/case-studies/wind-turbines',
  ],
  compare: ['/compare/in-house', '/compare/open-source'],
  pricing: ['/pricing', '/pricing/calculator'],
  form: ['/demo', '/trial', '/contact', '/contact/sales'],
  docs: ['/docs', '/docs/getting-started', '/docs/api', '/docs/camera-setup', '/docs/plc'],
  blog: [
    '/blog',
    '/blog/how-much-training-data',
    '/blog/lighting-for-shiny-metal',
    '/blog/false-rejects-cost-more',
    '/blog/what-is-anomaly-detection',
  ],
  career: ['/careers', '/careers/computer-vision-engineer', '/careers/internship'],
  account: ['/login', '/account'],
  support: ['/support', '/support/tickets', '/status'],
  company: ['/about', '/news', '/imprint'],
} as const satisfies Record<string, readonly string[]>;

export type Section = keyof typeof pages;

const forms: ReadonlySet<string> = new Set(pages.form);

/** Whether a visitor can fill in a form there that counts as a key event. */
export const isForm = (page: string): boolean => forms.has(page);
