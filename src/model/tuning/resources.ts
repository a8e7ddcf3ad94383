import { Float } from '../../syntax/float.js'
import { byProfile, type Rules, sized, type TuningInput } from './rule.js'

const ssd =
  <V extends number | Float>(value: V) =>
  ({ storage }: TuningInput) =>
    storage === 'SSD' ? value : undefined

/** Memory, workers, I/O and the planner. */
export const resourceRules: Rules = {
  shared_buffers: sized('sharedBuffers', 'MB'),
  maintenance_work_mem: sized('maintenanceWorkMem', 'MB'),
  work_mem: sized('workMem', 'MB'),
  hash_mem_multiplier: new Float(8),
  huge_pages: 'try',
  temp_file_limit: sized('temporaryFiles', 'GB'),
  max_parallel_workers: sized('parallelWorkers'),
  max_parallel_maintenance_workers: sized('maintenanceWorkers'),
  max_parallel_workers_per_gather: sized('workersPerGather'),
  parallel_setup_cost: byProfile({ oltp: 2000, crit: 2000 }),
  parallel_tuple_cost: byProfile({ oltp: new Float(0.2), crit: new Float(0.2) }),
  min_parallel_table_scan_size: byProfile({ oltp: '32MB', crit: '32MB' }),
  min_parallel_index_scan_size: byProfile({ oltp: '2MB', crit: '2MB' }),
  io_method: ({ ioMethod }) => ioMethod,
  io_workers: sized('ioWorkers'),
  // IvorySQL has a file_copy_method of its own making that knows no clone.
  file_copy_method: ({ mode }) => (mode === 'ivory' ? undefined : 'clone'),
  random_page_cost: ssd(new Float(1.1)),
  effective_io_concurrency: ssd(200),
  maintenance_io_concurrency: ssd(100),
  effective_cache_size: sized('effectiveCacheSize', 'MB'),
  enable_partitionwise_join: byProfile({ olap: 'on' }),
  enable_partitionwise_aggregate: byProfile({ olap: 'on' }),
  default_statistics_target: byProfile({ oltp: 400, olap: 1000, crit: 400, tiny: 200 }),
}
