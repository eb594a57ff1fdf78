import type { LanguageFixtures } from '../contract.js';
import { cpp } from './cpp.js';
import { csharp } from './csharp.js';
import { go } from './go.js';
import { java } from './java.js';
import { javascript } from './javascript.js';
import { kotlin } from './kotlin.js';
import { php } from './php.js';
import { python } from './python.js';
import { ruby } from './ruby.js';
import { rust } from './rust.js';
import { tsx } from './tsx.js';
import { typescript } from './typescript.js';

export const languages: readonly LanguageFixtures[] = [
  typescript,
  tsx,
  javascript,
  java,
  python,
  kotlin,
  go,
  csharp,
  ruby,
  php,
  rust,
  cpp,
];
