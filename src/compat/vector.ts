import { always, type OptionTable } from './option.js'

/** Keys of vector's configuration, joined with dots, `*` for the name of a component. Source: its reference. */
export const vector: OptionTable = {
  ...always('data_dir api api.enabled sources transforms sinks sources.* transforms.* sinks.*'),
  ...always('type include read_from fingerprint fingerprint.strategy multiline since_now current_boot_only scrape_interval_secs', 'sources.*.'),
  ...always('start_pattern condition_pattern mode timeout_ms', 'sources.*.multiline.'),
  ...always('type inputs source drop_on_abort', 'transforms.*.'),
  ...always('type inputs uri address compression default_namespace encoding encoding.codec framing framing.method healthcheck healthcheck.enabled', 'sinks.*.'),
  ...always('request request.headers request.headers.*', 'sinks.*.'),
}
