import { createServer } from 'node:http'

// The least a Node.js server can do: redirect everyone to the same place and record nothing. Its requests per second
// show how fast this machine is right now.

const server = createServer((_request, response) => {
  response.writeHead(302, { Location: 'https://shop.example/' }).end()
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('Up'))
process.once('SIGTERM', () => process.exit(0))
