import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'
import { authOptions } from '@/lib/access/auth'
import { product } from '@/lib/api/dialect'
import { otherMethods } from '@/lib/api/methods'

type Context = { params: Promise<{ nextauth: string[] }> }

async function post(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(authOptions(request.headers))(request, context)
}

async function get(request: NextRequest, context: Context): Promise<Response> {
  const [action, provider = ''] = (await context.params).nextauth
  // Only our own forms are sent here. next-auth answers 500 to a GET.
  if (action === 'callback' && ['credentials', 'link'].includes(provider)) return otherMethods(product, ['POST']).GET(request)
  // Next.js answers HEAD with what GET says; next-auth knows no HEAD.
  return post(request.method === 'HEAD' ? new NextRequest(request.url, { headers: request.headers }) : request, context)
}

export { get as GET, post as POST }
export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods(product, ['GET', 'POST'])
