import { always, type OptionTable } from './option.js'

/** Keys of the scrape configuration, joined with dots, as VictoriaMetrics reads Prometheus's. Source: its documentation and change log. */
export const victoriaMetrics: OptionTable = {
  ...always('global global.scrape_interval global.scrape_timeout scrape_configs'),
  ...always('job_name metrics_path scheme params params.module honor_labels', 'scrape_configs.'),
  ...always('file_sd_configs file_sd_configs.files tls_config tls_config.ca_file tls_config.cert_file tls_config.key_file', 'scrape_configs.'),
  ...always('relabel_configs relabel_configs.source_labels relabel_configs.regex relabel_configs.target_label relabel_configs.replacement', 'scrape_configs.'),
  ...always('metric_relabel_configs metric_relabel_configs.source_labels metric_relabel_configs.regex metric_relabel_configs.action', 'scrape_configs.'),
}
