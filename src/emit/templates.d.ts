/** Every `templates/<id>.njk`, precompiled; the build makes it (build/templates.mjs). */
declare module '#templates' {
  import type { Templates } from './environment.js'

  export const templates: Templates
}
