import { defineObject } from '../object.js'

/** An item of `servers` of a free service. */
export const haproxyServer = defineObject({
  title: 'Server of a free service',
  form: 'map',
  attributes: {
    name: { type: 'string', required: true, doc: 'Backend name.' },
    ip: { type: 'string', required: true, doc: 'Backend address.' },
    port: { type: 'port', required: true, doc: 'Backend port.' },
    backup: { type: 'bool', default: false, doc: 'Backend used only when the others are down.' },
    weight: { type: 'int', min: 0, max: 255, doc: 'Backend weight.' },
    options: { type: 'string', default: '', doc: 'Further server keywords, such as check port 8008.' },
  },
})
