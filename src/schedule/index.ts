import { cronRecipe } from './cron.ts';
import { githubRecipe } from './github.ts';
import type { Plan } from './plan.ts';
import { systemdRecipe } from './systemd.ts';
import { windowsRecipe } from './windows.ts';

/** What runs ga-leads every week, each as text to be pasted. */
export const recipes = {
  cron: cronRecipe,
  systemd: systemdRecipe,
  github: githubRecipe,
  windows: windowsRecipe,
} as const satisfies Record<string, (plan: Plan) => string>;

export type RecipeKind = keyof typeof recipes;
export const recipeKinds = Object.keys(recipes) as RecipeKind[];
