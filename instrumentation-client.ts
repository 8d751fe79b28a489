import { z } from 'zod'
import { listenForEarlySearch } from './components/shell/search-key'

// Runs in the browser before anything of a page does.

// zod would otherwise try whether it may compile its checks, which the content security policy forbids and reports (lib/access/security-headers.ts).
z.config({ jitless: true })

listenForEarlySearch()
