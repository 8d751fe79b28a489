import { z } from 'zod'
import { listenForEarlySearch } from '@/components/shell/search-key'

// Runs in the browser before any code of the page.

// Otherwise zod would test whether it can compile its checks, which the content security policy forbids and reports (lib/access/security-headers.ts).
z.config({ jitless: true })

listenForEarlySearch()
