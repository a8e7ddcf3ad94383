import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demand } from './process.js'

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']

export interface Certificate {
  readonly certificate: string
  readonly key: string
}

/** A certificate authority for one run. */
export class Authority {
  constructor(private readonly directory: string) {}

  get certificate(): string {
    return readFileSync(join(this.directory, 'ca.crt'), 'utf8')
  }

  async found(): Promise<void> {
    const [key, certificate] = this.places('ca')
    const constraints = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'].flatMap((text) => ['-addext', text])
    await demand(['openssl', 'req', '-x509', ...curve, '-subj', '/CN=test authority', ...constraints, '-keyout', key, '-out', certificate])
  }

  /** For servers and clients of one host. */
  async issue(name: string, address: string): Promise<Certificate> {
    const [key, certificate] = this.places(name)
    const [ownKey, own] = this.places('ca')
    const extensions = [
      'basicConstraints=critical,CA:FALSE',
      `subjectAltName=DNS:${name},DNS:localhost,IP:${address},IP:127.0.0.1`,
      'extendedKeyUsage=serverAuth,clientAuth',
    ].flatMap((text) => ['-addext', text])
    const files = ['-CA', own, '-CAkey', ownKey, '-keyout', key, '-out', certificate]
    await demand(['openssl', 'req', '-x509', ...curve, '-subj', `/CN=${name}`, ...extensions, ...files])
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') }
  }

  private places(name: string): [string, string] {
    return [join(this.directory, `${name}.key`), join(this.directory, `${name}.crt`)]
  }
}
